# ruff: noqa: E501  (tables as text: one row a line)
"""Riverbend's invented members, work and plan, and the features planted in them. No organisation here exists."""

OUTCOMES = (
    ("ready-for-school", "Every child starts school ready to learn", "75 % ready at school entry", "2029-06-30"),
    ("reading-by-nine", "Every child reads well by the age of nine", "70 % reading at grade level", "2029-06-30"),
    ("attendance", "Students come to school and feel they belong there", "Chronic absence below 12 %", "2028-06-30"),
    ("next-step", "Every young person leaves school with a next step", "80 % in study or work", "2030-06-30"),
    ("stable-homes", "Families with children can stay in a stable home", "", ""),
)

# id | name | kind | place | size | role | how outgoing (added to the score of its ties)
SECTORS = {
    "local government": """
        city-manager | City of Riverbend, City Manager's Office | department | Riverbend-wide | large | steering | 0.2
        parks-recreation | Riverbend Parks and Recreation | department | Riverbend-wide | medium | member | -0.1
        human-services | Alder County Human Services | department | Alder County | large | steering | 0.5
        public-library | Riverbend Public Library | department | Old Mill | medium | champion | 0.3
        valley-transit | Alder Valley Transit | department | Alder County | large | member | -0.4
        """,
    "early years": """
        early-years-alliance | Early Years Alliance of Alder County | organisation | Alder County | medium | working group chair | 0.0
        otter-creek-preschool | Otter Creek Preschool | organisation | Hillcrest | small | member | -0.1
        ferry-early-learning | Ferry Landing Early Learning Centre | organisation | Ferry Landing | small | member | -0.2
        northbank-nursery | Northbank Family Nursery | organisation | Northbank | small | member | -0.4
        lantern-home-visiting | Lantern Home Visiting | organisation | Riverbend-wide | small | champion | 0.2
        quarry-playgroup | Quarry Lane Playgroup | organisation | Old Mill | small | member | -0.1
        child-care-association | Alder Valley Child Care Association | organisation | Alder County | medium | data provider | 0.1
        """,
    "schools": """
        school-district | Riverbend School District | organisation | Riverbend-wide | large | steering | 0.3
        northbank-elementary | Northbank Elementary School | organisation | Northbank | medium | member | 0.0
        old-mill-elementary | Old Mill Elementary School | organisation | Old Mill | medium | member | -0.2
        ferry-middle | Ferry Landing Middle School | organisation | Ferry Landing | medium | member | -0.3
        hillcrest-high | Hillcrest High School | organisation | Hillcrest | large | champion | 0.2
        valley-charter | Alder Valley Charter School | organisation | Hillcrest | medium | member | -0.4
        family-office | School District Family Office | department | Riverbend-wide | small | member | 0.0
        county-education-office | Alder County Education Office | department | Alder County | medium | data provider | -0.1
        special-education-coop | Special Education Cooperative of Alder County | organisation | Alder County | medium | member | -0.5
        """,
    "post-secondary": """
        data-trust | Alder Valley Data Trust | organisation | Alder County | small | backbone | 0.1
        community-college | Riverbend Community College | organisation | Hillcrest | large | working group chair | 0.4
        alder-state | Alder State College | organisation | Alder County | large | member | -0.2
        trades-institute | Valley Trades Institute | organisation | Harbour | medium | member | -0.1
        """,
    "health": """
        public-health | Alder County Public Health | department | Alder County | large | data provider | 0.5
        general-hospital | Riverbend General Hospital | organisation | Riverbend-wide | large | steering | 0.2
        northbank-clinic | Northbank Community Clinic | organisation | Northbank | medium | member | 0.1
        willow-behavioural | Willow Street Behavioural Health | organisation | Old Mill | medium | member | 0.2
        mothers-babies | Mothers and Babies Programme | department | Alder County | small | member | 0.0
        dental-wagon | Smile Wagon Dental Outreach | organisation | Alder County | small | member | -0.6
        nutrition-project | Old Mill Nutrition Project | organisation | Old Mill | small | member | -0.3
        """,
    "housing": """
        housing-authority | Alder County Housing Authority | department | Alder County | large | member | -0.2
        keystone-homes | Keystone Lane Homes | organisation | Harbour | medium | member | -0.3
        tenants-advice | Northbank Tenants Advice | organisation | Northbank | small | member | -0.3
        cooper-street-shelter | Cooper Street Family Shelter | organisation | Harbour | small | member | -0.2
        """,
    "youth and social services": """
        millrace-family-centre | Millrace Family Centre | organisation | Old Mill | medium | steering | 0.7
        anchor-youth-club | Anchor Lane Youth Club | organisation | Harbour | medium | member | 0.1
        heron-mentoring | Heron Mentoring | organisation | Riverbend-wide | small | member | -0.2
        after-the-bell | After the Bell | organisation | Riverbend-wide | medium | champion | 0.2
        towpath-reading | Towpath Reading Corps | organisation | Riverbend-wide | small | working group chair | 0.2
        confluence-counselling | Confluence Counselling | organisation | Old Mill | small | member | -0.1
        valley-food-share | Alder Valley Food Share | organisation | Alder County | medium | member | 0.2
        newcomers-desk | Newcomers Welcome Desk | organisation | Harbour | small | member | 0.0
        fathers-circle | Fathers Circle of Riverbend | community | Northbank | small | community representative | -0.5
        bell-tower-theatre | Bell Tower Young Theatre | organisation | Hillcrest | small | member | -0.1
        harbour-arts | Harbour Street Arts Workshop | organisation | Harbour | small | member | -0.4
        """,
    "philanthropy": """
        riverbend-united | Riverbend United | organisation | Riverbend-wide | medium | backbone | 0.8
        community-foundation | Alder Valley Community Foundation | organisation | Alder County | medium | funder | 0.3
        weir-family-fund | Weir Family Fund | organisation | Hillcrest | small | funder | -0.5
        lockkeeper-trust | Lockkeeper Trust | organisation | Alder County | small | funder | -0.3
        sycamore-fund | Sycamore Education Fund | organisation | Riverbend-wide | small | funder | -0.1
        """,
    "business": """
        chamber-of-trade | Riverbend Chamber of Trade | organisation | Riverbend-wide | medium | steering | 0.3
        employers-roundtable | Alder Valley Employers Roundtable | organisation | Alder County | small | member | -0.1
        millstone-works | Millstone Works | organisation | Harbour | large | member | -0.6
        harbour-credit-union | Harbour Street Credit Union | organisation | Harbour | medium | funder | -0.3
        ferry-merchants | Ferry Landing Merchants | organisation | Ferry Landing | small | member | -0.4
        """,
    "faith": """
        interfaith-table | Riverbend Interfaith Table | organisation | Riverbend-wide | small | champion | 0.4
        harbour-congregation | Harbour Street Congregation | community | Harbour | medium | member | -1.0
        hillcrest-fellowship | Hillcrest Fellowship | community | Hillcrest | medium | member | -1.0
        old-mill-meeting | Old Mill Meeting House | community | Old Mill | small | member | -1.0
        """,
    "residents": """
        northbank-residents | Northbank Residents Circle | community | Northbank | small | community representative | 0.2
        ferry-parents | Ferry Landing Parents Group | community | Ferry Landing | small | community representative | -0.1
        grandparents-network | Old Mill Grandparents Network | community | Old Mill | small | community representative | -0.3
        youth-council | Riverbend Youth Council | community | Riverbend-wide | small | community representative | 0.0
        newcomer-families | Harbour Newcomer Families | community | Harbour | small | community representative | -0.2
        """,
}

# id | title | kind | lead | partners | outcomes | population | place | start | end | depends on
ACTIVITIES = """
school-countdown | School Countdown | programme | early-years-alliance | otter-creek-preschool ferry-early-learning northbank-elementary millrace-family-centre | ready-for-school | children 0-5 | Riverbend-wide | 2023-08-01 | |
home-visits | More home visits | programme | lantern-home-visiting | mothers-babies public-health | ready-for-school | children 0-5 | Riverbend-wide | 2022-01-10 | |
screening-days | Development check days | programme | public-health | northbank-clinic child-care-association lantern-home-visiting millrace-family-centre | ready-for-school | children 0-5 | Alder County | 2024-02-01 | |
parent-cafes | Parent cafes | programme | millrace-family-centre | ferry-parents family-office northbank-nursery fathers-circle | ready-for-school | parents and carers | Old Mill | 2023-03-01 | |
care-quality-fund | Child care quality fund | funding | sycamore-fund | child-care-association community-foundation | ready-for-school | children 0-5 | Alder County | 2026-02-01 | |
book-boxes | Book boxes for every home | programme | public-library | otter-creek-preschool lantern-home-visiting millrace-family-centre | ready-for-school reading-by-nine | children 0-5 | Riverbend-wide | 2024-10-01 | | home-visits
towpath-tutoring | Towpath tutoring | programme | towpath-reading | old-mill-elementary northbank-elementary alder-state | reading-by-nine | children 6-10 | Riverbend-wide | 2022-09-01 | |
summer-reading | Summer of reading | programme | parks-recreation | after-the-bell towpath-reading public-library | reading-by-nine | children 6-10 | Riverbend-wide | 2023-06-01 | |
family-reading-nights | Family reading nights | programme | millrace-family-centre | northbank-elementary grandparents-network public-library | reading-by-nine | children 6-10 | Northbank | 2024-01-15 | |
reading-coaches | Reading coaches in schools | programme | county-education-office | old-mill-elementary school-district | reading-by-nine | children 6-10 | Riverbend-wide | 2023-08-15 | | towpath-tutoring
sight-and-hearing | Sight and hearing checks | programme | general-hospital | dental-wagon northbank-clinic northbank-elementary | reading-by-nine | children 6-10 | Northbank | 2024-09-01 | |
breakfast-club | Breakfast clubs | programme | nutrition-project | valley-food-share family-office | | children 6-10 | Old Mill | 2022-09-01 | |
after-school-network | After-school network | programme | after-the-bell | anchor-youth-club harbour-arts ferry-middle | reading-by-nine | students 11-14 | Riverbend-wide | 2021-09-01 | |
attendance-mentors | Attendance mentors | programme | heron-mentoring | | attendance | students 11-14 | Ferry Landing | 2024-09-01 | |
attendance-letters | Letters home about attendance | communication | heron-mentoring | | attendance | parents and carers | Ferry Landing | 2024-09-01 | 2025-06-30 |
summer-bridge | Summer bridge to high school | programme | hillcrest-high | community-college anchor-youth-club employers-roundtable valley-transit nutrition-project | next-step | students 11-14 | Hillcrest | 2025-05-01 | |
aid-evenings | Student aid evenings | programme | alder-state | hillcrest-high community-college millrace-family-centre | next-step | students 15-19 | Hillcrest | 2023-10-01 | |
apprenticeships | Apprenticeship pathways | programme | trades-institute | employers-roundtable millstone-works chamber-of-trade | next-step | students 15-19 | Harbour | 2023-01-15 | |
career-days | Career days | programme | chamber-of-trade | valley-charter trades-institute | next-step | students 15-19 | Riverbend-wide | 2022-10-01 | |
dual-credit | College courses in high school | policy | community-college | school-district hillcrest-high | next-step | students 15-19 | Hillcrest | 2024-08-15 | | aid-evenings
youth-forum | Youth forum | convening | youth-council | anchor-youth-club riverbend-united newcomer-families | next-step | students 15-19 | Riverbend-wide | 2026-02-01 | |
dashboard | Shared data dashboard | data | data-trust | school-district public-health early-years-alliance county-education-office | ready-for-school reading-by-nine next-step | | Alder County | 2023-01-01 | |
welcome-weeks | Newcomer welcome weeks | programme | millrace-family-centre | newcomers-desk newcomer-families school-district | ready-for-school reading-by-nine | newcomer families | Harbour | 2024-08-01 | |
family-hub | Family resource hub | programme | millrace-family-centre | confluence-counselling human-services valley-food-share | ready-for-school | parents and carers | Old Mill | 2023-05-01 | |
calm-classrooms | Calm classrooms training | programme | willow-behavioural | confluence-counselling special-education-coop ferry-middle | next-step | students 11-14 | Riverbend-wide | 2024-09-01 | | school-countdown
budget-campaign | Early years budget campaign | policy | riverbend-united | community-foundation chamber-of-trade interfaith-table millrace-family-centre city-manager | ready-for-school | children 0-5 | Alder County | 2025-01-10 | |
"""

# group: kind, outcomes, members (the first is the chair)
GROUPS = {
    "steering-committee": (
        "steering",
        "",
        "city-manager riverbend-united data-trust school-district human-services early-years-alliance community-college"
        " general-hospital community-foundation chamber-of-trade northbank-residents millrace-family-centre",
    ),
    "early-years-group": (
        "working group",
        "ready-for-school",
        "early-years-alliance lantern-home-visiting mothers-babies public-health child-care-association northbank-nursery"
        " ferry-parents riverbend-united",
    ),
    "reading-group": (
        "working group",
        "reading-by-nine",
        "towpath-reading public-library old-mill-elementary northbank-elementary after-the-bell grandparents-network"
        " millrace-family-centre",
    ),
    "next-step-group": (
        "working group",
        "next-step|attendance",
        "community-college hillcrest-high trades-institute chamber-of-trade youth-council heron-mentoring riverbend-united",
    ),
    "data-group": (
        "working group",
        "ready-for-school|reading-by-nine|next-step",
        "data-trust school-district public-health county-education-office child-care-association alder-state",
    ),
}

# id | title | outcome | status | disaggregated by | last report | who reports | who uses
INDICATORS = """
school-readiness | Children ready for school when they start | ready-for-school | used | place, home language | 2025-11-15 | early-years-alliance child-care-association school-district | early-years-alliance riverbend-united school-district lantern-home-visiting
home-visit-families | Families with a home visitor | ready-for-school | reported | place | 2026-01-20 | lantern-home-visiting mothers-babies | public-health early-years-alliance
development-checks | Children with a development check by the age of three | ready-for-school | collected | | 2025-06-30 | public-health northbank-clinic |
grade-three-reading | Third graders who read at grade level | reading-by-nine | used | place, income, home language | 2025-09-30 | school-district county-education-office valley-charter | school-district towpath-reading public-library riverbend-united data-trust
tutoring-hours | Hours of tutoring given | reading-by-nine | collected | | 2026-01-31 | towpath-reading | towpath-reading
chronic-absence | Pupils who miss one school day in ten | attendance | reported | income | 2025-10-15 | school-district data-trust | heron-mentoring data-trust
graduation | Pupils who finish school in four years | next-step | used | income, home language | 2025-08-31 | school-district county-education-office hillcrest-high | school-district community-college community-foundation
enrolled-or-working | School leavers in study or work after six months | next-step | reported | | 2024-12-15 | community-college trades-institute employers-roundtable | community-college
family-moves | Families with children who moved in the year | stable-homes | agreed | | | |
"""

OFFERED_BY_NOBODY = "interpreting"

ALIASES = {
    "riverbend-united": "RU|The United office",
    "data-trust": "AVDT|Data Trust",
    "school-district": "RSD|The district",
    "human-services": "ACHS",
    "public-health": "ACPH|County health",
    "community-college": "RCC",
    "community-foundation": "AVCF",
    "early-years-alliance": "EYA",
    "child-care-association": "AVCCA",
    "housing-authority": "ACHA",
    "millrace-family-centre": "Millrace|MFC",
    "interfaith-table": "The Table",
    "general-hospital": "RGH",
    "public-library": "The library",
    "chamber-of-trade": "The chamber",
}

# Who did not answer, and who answered in part, by wave.
SILENT = {
    "2025": "human-services ferry-early-learning old-mill-elementary county-education-office alder-state special-education-coop"
    " keystone-homes harbour-arts lockkeeper-trust millstone-works hillcrest-fellowship",
    "2026": "parks-recreation otter-creek-preschool ferry-middle special-education-coop alder-state mothers-babies"
    " keystone-homes newcomers-desk harbour-arts lockkeeper-trust millstone-works hillcrest-fellowship",
}
PARTIAL = {
    "2025": "trades-institute nutrition-project",
    "2026": "general-hospital valley-charter confluence-counselling",
}
JOINED_LATE = {  # after the first wave
    "newcomer-families": "2026-01-12",
    "dental-wagon": "2026-01-20",
    "employers-roundtable": "2026-01-12",
    "harbour-credit-union": "2026-02-02",
    "youth-council": "2026-01-19",
    "sycamore-fund": "2026-01-26",
}
LEFT = {"quarry-playgroup": "2025-10-31", "bell-tower-theatre": "2025-08-15"}  # before the second wave
NOT_NAMED_INTERNAL = "cooper-street-shelter newcomer-families"
NOT_NAMED_PUBLIC = (
    "cooper-street-shelter newcomer-families tenants-advice fathers-circle willow-behavioural millstone-works"
    " harbour-congregation youth-council weir-family-fund"
)
CONSENT_BLANK = "lockkeeper-trust hillcrest-fellowship alder-state"
LIVED_EXPERIENCE = "fathers-circle newcomers-desk cooper-street-shelter"

# The planted features. Pairs not named keep what the model draws, under the ceilings.
BACKBONE = ("riverbend-united", "data-trust")
UNREACHED = ("housing-authority", "keystone-homes", "tenants-advice", "cooper-street-shelter")
GO_BETWEENS = ("valley-food-share", "willow-behavioural")  # two steps from the backbone, the only way to housing
BURDENED = "millrace-family-centre"
ORPHAN, FRAGILE = "stable-homes", "attendance"
SILENT_WORK = "summer-bridge"
POINT_OF_FAILURE = "interfaith-table"
STRANDED = ("harbour-congregation", "hillcrest-fellowship", "old-mill-meeting")
ISOLATE, NEARLY_ISOLATED = "ferry-merchants", "weir-family-fund"
FIXED_LEVELS = {
    ("housing-authority", "keystone-homes"): 4,
    ("keystone-homes", "cooper-street-shelter"): 3,
    ("tenants-advice", "cooper-street-shelter"): 4,
    ("valley-food-share", "cooper-street-shelter"): 3,
    ("willow-behavioural", "housing-authority"): 3,
    ("willow-behavioural", "public-health"): 3,
    ("valley-food-share", "human-services"): 3,
    ("interfaith-table", "harbour-congregation"): 4,
    ("interfaith-table", "hillcrest-fellowship"): 3,
    ("interfaith-table", "old-mill-meeting"): 3,
    ("interfaith-table", "riverbend-united"): 3,
    ("hillcrest-high", "community-college"): 3,
    ("harbour-credit-union", "chamber-of-trade"): 3,
    ("harbour-credit-union", "community-foundation"): 3,
    ("riverbend-united", "data-trust"): 5,
}
EARLIER_LEVELS = {("housing-authority", "riverbend-united"): 3}  # a link of the first wave that has gone
