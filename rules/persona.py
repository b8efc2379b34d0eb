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
    ("ma", N_("Property manager: reports work")),
    ("gao", N_("Grid worker")),
    ("qin", N_("Street officer: sees what is late")),
    ("shen", N_("Auditor: reads the trail")),
    ("guan", N_("Administrator: members and places")),
    ("wai", N_("Lives elsewhere: may read, and is refused the rest")),
)
