"""Documents of strangers are taken apart in a process of their own, which may die without the program (decision 0022)."""
