"""Labels that people give: what they are, and the files that carry them to and from other tools."""
