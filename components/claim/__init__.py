"""What belongs to all owners and has to be won back (公共收益清收)."""
