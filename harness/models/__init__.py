"""What the documents describe, ready to be measured on any TensorFlow/Keras release."""
