"""A study: validated tables and what the study declares about them."""
