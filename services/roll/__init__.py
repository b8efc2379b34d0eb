"""The owners' roll (业主名册): files in, rows kept, and what may be read of them."""
