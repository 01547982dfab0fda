"""The fact file: its shape, how it is read, what is checked, and the immutable base it becomes."""
