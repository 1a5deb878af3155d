"""Lines of invented pages that hold no story."""

MENU = ["Skip to content", "Home", "News", "Sport", "Culture", "Weather", "Log in", "Subscribe", "Search"]
FOOT = ["About us", "Contact", "Imprint", "Privacy policy", "Terms of use", "© 2026 The Tide Table"]
TEASERS = [
    (
        "Ferry timetable to change in spring",
        "From April the last boat leaves an hour earlier, the harbour office says…",
    ),
    ("Second bell goes missing from the chapel", "Nobody has claimed the reward, which is now two hundred candles."),
    ("Who counts the gulls at night", "A new census wants to know. The first results are expected in the new year."),
    ("Coal Quay to be paved at last", "The council voted nine to eight on Monday evening, after four hours of debate…"),
    ("Bakers agree on the weight of a loaf", "It will be what it has always been, with a little more salt."),
    ("Night train gets its berths back", "Passengers had complained of the cold since the heating was taken out…"),
    ("Lighthouse keeper retires after forty years", "His successor is a machine, but it is said to be a friendly one."),
    ("School roof held by one beam, report says", "Pupils have been moved to the fish hall until the works are done…"),
    ("Rowing club wins by a length", "It was the first victory since the river was straightened in 1957."),
    ("Museum finds its oldest map upside down", "Visitors had remarked on it for years, a spokeswoman admitted."),
    ("Storm warning lifted for the outer islands", "Gusts of up to ninety knots had been forecast for the night…"),
    ("Choir looks for two more basses", "Rehearsals are on Thursdays, in the room above the chandler's."),
]
