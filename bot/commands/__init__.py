"""What each command of the command line does; one function a command, arguments in, code out."""
