"""Words for places, people and what is raised (地方、人与议题)."""

from rules.refusal import N_

PLACE: dict[str, dict[str, str]] = {
    "PlaceKind": {
        "district": N_("District"),
        "street": N_("Street"),
        "community": N_("Community"),
        "compound": N_("Compound"),
        "grid": N_("Grid"),
        "building": N_("Building"),
        "unit": N_("Unit"),
    },
    "Role": {
        "resident": N_("Resident"),
        "owner": N_("Owner"),
        "council": N_("Council"),
        "committee": N_("Owners' committee"),
        "secretary": N_("Party-branch secretary"),
        "manager": N_("Property manager"),
        "grid_worker": N_("Grid worker"),
        "street_officer": N_("Street officer"),
        "expert": N_("Expert"),
        "auditor": N_("Auditor"),
        "administrator": N_("Administrator"),
    },
    "UnitKind": {
        "home": N_("Home"),
        "shop": N_("Shop"),
        "parking": N_("Parking space"),
    },
    "UnitStatus": {
        "delivered": N_("Handed over"),
        "undelivered": N_("Sold, not handed over"),
        "unsold": N_("Unsold"),
    },
    "AreaSource": {
        "register": N_("Property register"),
        "survey": N_("Survey"),
        "contract": N_("Sale contract"),
    },
    "OrganisationKind": {
        "party_branch": N_("Party branch"),
        "committee": N_("Committee of owners"),
        "property_board": N_("Property board"),
        "supervisors": N_("Supervisors"),
        "volunteers": N_("Volunteers"),
    },
    "DisputeState": {
        "open": N_("Being mediated"),
        "settled": N_("Settled"),
        "referred": N_("Handed on"),
    },
    "OrderSource": {
        "hotline": N_("Hotline 12345"),
        "grid": N_("Reported by the grid"),
        "whistle": N_("Community's whistle"),
        "resident": N_("Told by residents"),
    },
}
