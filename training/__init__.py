"""What the shipped weights learned from, and every recipe; it stays outside the wheel."""
