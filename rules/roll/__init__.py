"""Reading an owners' roll out of a table that somebody typed (业主名册的读取).

``column`` guesses what each column holds, ``label`` gives a unit one spelling, ``row`` turns
cells into an entry or says what is wrong, ``table`` looks at all rows together, ``match``
compares them with the roll that stands.
"""
