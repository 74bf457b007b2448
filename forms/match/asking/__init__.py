"""What is not certain about files: asked as data, with the choices and what speaks for each."""
