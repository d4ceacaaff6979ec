"""From texts to an argument map, and what is done with maps."""
