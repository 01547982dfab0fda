"""What is done to any text before it is compared: folding, words, stems, numbers, language."""
