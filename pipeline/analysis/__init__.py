"""What the dashboard shows, worked out from an argument map: one subject a module, pure functions, no interface."""
