"""Reading news: bytes to text, text to articles, articles cleaned without moving a character."""
