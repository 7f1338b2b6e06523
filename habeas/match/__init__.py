"""Which things may be the same (block), how alike two are and why (feature), what belongs together (cluster)."""
