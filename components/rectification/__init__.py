"""What has to be put right by when (专项整治)."""
