"""What people hold in their hands: cards, lists, signs and sheets as PDFs."""
