"""What the program asks for: the fields of its forms, for the screens and the plain mode alike."""
