"""The command line: wires the rooms, and alone prints, exits and reads the environment."""
