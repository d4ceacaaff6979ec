"""What leaves the program besides the map itself: tables and a report for people without it."""
