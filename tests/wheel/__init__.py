"""The built wheel, installed into an empty environment outside the checkout."""
