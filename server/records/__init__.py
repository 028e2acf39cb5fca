"""What phones wrote, kept sealed under the patient's own key."""
