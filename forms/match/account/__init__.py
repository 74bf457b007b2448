"""What a reading came to: what of the form is missing, what of the files was left, what they give twice."""
