"""What the public pages show, as plain values: addresses and dates made once, before a template sees them."""
