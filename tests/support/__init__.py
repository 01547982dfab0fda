"""What tests talk to instead of the platforms: servers on the loopback address."""
