"""Person lists → which records are the same person; openly, and between groups that do not show their lists."""
