"""How goal tables (项目绩效目标表) are read: one of each project, or a list of them."""
