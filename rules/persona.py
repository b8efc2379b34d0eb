"""The people of the demo neighbourhood, and what each may show a visitor (演示账号).

The same everywhere: seeds settle them, tests use them, the sign-in page of the demo lists them.
"""

from rules.refusal import N_

PASSWORD = "fengyuan-2026-demo"  # of every demo account; refused for any other
SHARED = N_("One password for all of them:")
ACCOUNTS = (
    ("chen", N_("Tenant: proposes, endorses, rates")),
    ("zhou", N_("Owner: votes on owners' decisions")),
    ("lin", N_("Residents' committee: accepts topics, calls meetings")),
    ("wu", N_("Owners' committee: puts motions, counts paper ballots")),
    ("shi", N_("Party-branch secretary")),
    ("ma", N_("Property manager: reports work, speaks for the firm")),
    ("gao", N_("Grid worker")),
    ("qin", N_("Street officer: sees what is late, runs the red and black lists")),
    ("lu", N_("Second street officer: decides on red and black lists with the first")),
    ("fang", N_("Expert: fills in score sheets of property service")),
    ("ren", N_("Expert who is tied to a firm, and does not score it")),
    ("xu", N_("Speaks for the firm of another compound: objects, puts right")),
    ("shen", N_("Auditor: reads the trail")),
    ("guan", N_("Administrator: members and places")),
    ("wai", N_("Lives elsewhere: may read, and is refused the rest")),
)
