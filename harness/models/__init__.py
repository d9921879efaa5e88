"""The model module: functions that measure what documents describe, on any Keras release."""
