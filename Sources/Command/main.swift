print("citylink")
