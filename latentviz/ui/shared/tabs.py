"""The page's tabs by name, in their order; a name is label and id at once."""

EXPLORE, LAB, COMPARE, DATASET, TRAINING, ABOUT = "Explore", "Lab", "Compare", "Dataset", "Training", "About"
