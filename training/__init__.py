"""Scripts that make the files of learned numbers that the program ships; never packaged."""
