"""What public revenue may be spent on, and by whose decision (支出规则).

Two chains, and neither stands for the other. 四议两公开 is how party branch, councils and
residents come to a request: four steps, then the decision and the result are published. What
belongs to all owners is disposed of by all owners (Civil Code 278): the uses that the law of
the place names may rest on the four steps; every other use needs the owners' motion as well,
passed for that very sum.
"""
