"""Private linkage: two groups find whom both have on their lists, and neither shows the other a name."""
