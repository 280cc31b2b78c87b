"""What the words of a sentence commit it to: quotations, figures, dates, names, polarity.

Pure functions over strings, shared by the gate (does the claim commit itself to what the source says?)
and by the embedded analyst (do two sources commit themselves to the same?).
"""
