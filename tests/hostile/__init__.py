"""What is made to do harm: documents and addresses of our own, each with the name of the attack."""
