"""Sketches of problems about quantities and relations in four steps."""

SKETCHES = (
    (
        "a*b; _-c; a+_1; _+_2 where a 3..20, b 2..4, c 2..12",
        "{B} has {a} [badges|stamps]. {C} has {times_b} as many as {B}, and {D} has {c} fewer than {C}. How many do "
        "the three of them have [altogether|in all]?",
        "The red team has {a} [players|points], the blue team {times_b} as many, and the green team {c} fewer than "
        "the blue one. [What is|What's] the total of [all three|the three teams]?",
        "{B} is {a}, {C} is {times_b} as old as {B}, and {D} is {c} years younger than {C}. What do the three ages "
        "add up to?",
        "we saw {a} herons, {times_b} as many gulls, and {c} fewer ducks than gulls. [how many birds is that|how "
        "many birds did we see]?",
    ),
    (
        "a*b; _+c; a+_1; _+_2 where a 3..16, b 2..4, c 2..20",
        "There are {a} white tulips in the bed, {times_b} as many red ones, and {c} more yellow ones than red ones. "
        "How many tulips [are there|does the bed have]?",
        "[In the first hour|At first] {a} people voted. In the second hour {times_b} that many did, and in the third "
        "{c} more than in the second. [How many|So how many|Tell me, how many] votes is that in the three hours?",
        "How old are {B}, {C} and {D} together if {B} is {a}, {C} is {times_b} as old as {B} and {D} is {c} years "
        "older than {C}?",
        "Dad picked {a} [peaches|pears], Mom picked {times_b} as many as Dad, and I picked {c} more than Mom. How "
        "many did we pick as a family?",
    ),
    (
        "a+b; _*c; a+_1; _+_2 where a 3..20, b 2..12, c 2..3",
        "{B} scored {a} points. {C} scored {b} more than {B}, and {D} scored {times_c} as many as {C}. [Find|Work "
        "out] the number of points the three scored together.",
        "A small bag holds {a} [nuts|beans], a medium bag {b} more than that, and a large bag {times_c} as many as a "
        "medium one. You take one bag of each size. How many do you have?",
        "My tower has {a} blocks. My sister's has {b} blocks more than mine and my [cousin|friend]'s has {times_c} "
        "as many as my sister's. How many blocks did the three of us use?",
    ),
    (
        "a-b; _*c; a+_1; _+_2 where a 10..40, b 2..20, c 2..3",
        "{B} walked {a} miles in June and {C} walked {b} miles fewer. {D} walked {times_c} as far as {C}. How many "
        "miles did they walk [all together|in all]?",
        "On Monday a [bakery|stall] sold {a} pies. On Tuesday it sold {b} fewer, and on Wednesday {times_c} as many "
        "as on Tuesday. How many pies did it sell on those three days?",
        "{a} kids play soccer, {b} fewer play chess than soccer, and {times_c} as many swim as play chess. No one "
        "does two things. How many kids is that?",
    ),
    (
        "a/b; _+c; a+_1; _+_2 where a 10..80, b 2..4, c 2..20",
        "{B} has {a} {items}. {C} has {part_b} as many as {B}, and {D} has {c} more than {C}. How many {items} do "
        "they own [between them|altogether]?",
        "The oldest of three cousins is {a}. The second one is {part_b} of that age[ and|;] the third is {c} years "
        "older than the second. Add up their ages.",
        "A pool opens at ten. {a} people come on the first day, {part_b} as many on the second, and {c} more on the "
        "third than on the second. How many people is that in three days?",
    ),
    (
        "a/b; _-c; a+_1; _+_2 where a 20..80, b 2..4, c 2..12",
        "A farm has {a} chickens, {part_b} as many ducks as chickens, and {c} fewer geese than ducks. How many birds "
        "live on [the|this] farm?",
        "{B} did {a} jumps, {C} did {part_b} of that and {D} did {c} fewer than {C}. [How many jumps in all|What is "
        "the total number of jumps]?",
        "I sold {a} cups of lemonade on Saturday, {part_b} as many on Sunday and {c} fewer on Monday than on Sunday. "
        "How many cups is that in the three days?",
    ),
    (
        "a*b; _-c; _+d; _-e where a 3..12, b 3..10, c 2..20, d 2..20, e 2..20",
        "A bus line starts with {a} buses of {b} people. In the center {c} get off and {d} get on. At the end of "
        "town {e} get off. [How many|Question: how many] people are on the buses now?",
        "{S} had {a} [boxes|cartons|bins] of {b} {tools}. {he} gave {c} away, [bought|got] {d} more and lost {e}. "
        "[How many|So how many|Tell me, how many] <^does/do> {he} have now?",
        "a [shop|store] got {a} [crates|boxes] of {b} melons. it sold {c}, got {d} more from a [farmer|rancher], and "
        "sold another {e}. how many melons are there now?",
    ),
    (
        "a-b; _+c; _-d; _+e where a 20..60, b 2..20, c 2..30, d 2..30, e 2..30",
        "A train leaves with {a} passengers. At [the first stop|Hill Street] {b} get off and {c} get on; at [the "
        "next one|Lake Road] {d} get off and {e} get on. [How many|So how many] [passengers|people] are on it then?",
        "The car park held {a} cars. In the first hour {b} left and {c} came. In the second hour {d} left and {e} "
        "came. [How many|And how many|So, how many] cars are there after two hours?",
        "{a} guests in the hotel. Saturday: {b} out, {c} in. Sunday: {d} out, {e} in. [How many|Question: how many] "
        "guests are there now?",
        "I keep fish. I had {a}, sold {b}, then {c} little ones hatched, {d} went to a friend and I [bought|got] "
        "{e}. How many fish do I have?",
    ),
    (
        "a+b; _-c; _+d; _-e where a 10..60, b 3..40, c 2..40, d 2..40, e 2..40",
        "A school library had {a} atlases and [bought|got] {b}. {c} were lent out, then {d} came as a gift and {e} "
        "got thrown away for being old. How many are in the library now?",
        "{S} had {a} {items} and found {b}. {he} gave {c} to a friend, received {d} from {his} [uncle|aunt|neighbor] "
        "and lost {e}. How many did {he} end up with?",
        "My score went like this: {a} to begin with, up {b}, down {c}, up {d}, down {e}. [What is|What's] my score "
        "now?",
    ),
    (
        "a+b; _+c; d-_; _/e where a 5..40, b 5..40, c 5..40, d 90..190, e 2..8",
        "A trail is {d} miles long. We walked {a} miles on day one, {b} on day two and {c} on day three. The rest "
        "takes {e} equal days. [How many|So how many|Tell me, how many] miles is each of them?",
        "{d} tickets are for sale. {B} takes {a}, {C} takes {b} and {D} takes {c}. The other tickets are divided "
        "evenly among {e} clubs. How many does each club get?",
        "{S} had to read {d} pages. {he} read {a} on Friday, {b} on Saturday and {c} on Sunday and then had {e} days "
        "left. How many pages per day was that if each day was the same?",
        "Of {d} campers {a} hike, {b} swim and {c} rest. All the others play ball in {e} equal teams. [How "
        "many|Question: how many] play in one team?",
    ),
    (
        "a+b; _+c; _-d; _/e where a 5..50, b 5..50, c 5..50, d 2..30, e 2..10",
        "{B}, {C} and {D} [collected|gathered] {a}, {b} and {c} [cans|bottles]. {d} were broken; the others were "
        "packed in boxes of {e}. How many boxes [did they need|were packed]?",
        "Three classes of {a}, {b} and {c} pupils go to the [farm|museum|lake]. {d} pupils are sick and stay home. "
        "The others ride in vans with {e} [seats|places] each. How many vans will be full?",
        "A [baker|cook] made {a} rolls at five, {b} at six and {c} at seven. {d} rolls went to the staff. [The "
        "rest|The others] were sold in bags of {e}. How many bags were sold?",
        "i [picked|gathered] {a} [apples|pears|peaches], my brother {b} and my sister {c}. we threw {d} bad ones "
        "away and split the rest between {e} families. how many for each family?",
    ),
    (
        "a+b; _+c; _+d; _/e where a 4..40, b 4..40, c 4..40, d 2..20, e 2..10",
        "{a} first graders, {b} second graders, {c} third graders and {d} teachers are going to [the zoo|the "
        "museum|the castle]. Each minibus takes {e} people. How many minibuses [will they fill|are needed]?",
        "Four [friends|cousins|classmates] pooled their [shells|pebbles|feathers]: {a}, {b}, {c} and {d}. They then "
        "shared them [equally|evenly] among {e} children. [How many|And how many|So, how many] did each child get?",
        "A florist counts {a} roses, {b} tulips, {c} daisies and {d} lilies, and ties all of them in bunches of {e}. "
        "[How many|So how many|Tell me, how many] bunches [is that|does she make]?",
    ),
    (
        "a+b; _+c; _+d; e-_ where a 4..30, b 4..30, c 4..30, d 4..30, e 80..190",
        "A charity asked for {e} blankets. It got {a} in week one, {b} in week two, {c} in week three and {d} in "
        "week four. How many more [blankets |]does it need?",
        "{e} animals live in a park. There are {a} deer, {b} foxes, {c} owls and {d} otters. [The rest|The others] "
        "are rabbits. How many rabbits are there?",
        "A jar has {e} beads: {a} red, {b} blue, {c} green, {d} black, the rest white. [Find the number of white "
        "beads.|How many are white?]",
    ),
    (
        "a*b; c*d; _1+_2; e-_ where a 2..9, b 2..10, c 2..9, d 2..10, e 80..190",
        "A hall has {e} chairs. {a} groups of {b} and {c} groups of {d} sit down. [How many|And how many|So, how "
        "many] chairs are [free|empty|not taken]?",
        "An album has room for {e} photos. {a} pages with {b} photos and {c} pages with {d} are full. [How many|And "
        "how many|So, how many] more photos fit in?",
        "The school ordered {e} [pencils|crayons]. {a} classes took {b} each, {c} other classes took {d} each. How "
        "many [are left over|remain]?",
        "I need {e} [chairs|stools] and I've got {a} stacks of {b} and {c} stacks of {d}. How many am I short?",
    ),
    (
        "a*b; c*d; _1+_2; _/e where a 2..10, b 2..10, c 2..10, d 2..10, e 2..10",
        "{a} trays with {b} {bakes} and {c} trays with {d} are emptied into boxes of {e}. How many boxes [get "
        "filled|are filled|is that]?",
        "{a} [vans|minibuses] bring {b} people each and {c} cars bring {d} each. Then everyone gets into {e} equal "
        "groups. How many people are in a group?",
        "The farm has {a} pens of {b} lambs and {c} pens of {d}. If they are moved to {e} fields, the same number in "
        "each, how many lambs go in one field?",
        "{S} [bought|got] {a} packs of {b} {tools} and {c} packs of {d}, then split everything evenly among {e} "
        "kids. [How many|Then how many|So how many] did each kid get?",
    ),
    (
        "a*b; c*d; _1+_2; _+e where a 2..10, b 2..10, c 2..10, d 2..10, e 2..30",
        "A restaurant has {a} tables for {b} people, {c} tables for {d}, and {e} [seats|places] at the bar. How many "
        "people can sit there?",
        "{a} bags with {b} oranges, {c} bags with {d} and {e} loose oranges: how many oranges [in all|altogether|in "
        "total]?",
        "My shelf has {a} rows of {b} books and {c} rows of {d}, and {e} books lie on the floor. How many books do I "
        "have?",
    ),
    (
        "a*b; c*d; _1+_2; _-e where a 2..10, b 2..10, c 2..10, d 2..10, e 2..30",
        "{a} boxes hold {b} cups each and {c} boxes hold {d}. On the way {e} cups broke. How many [whole cups|good "
        "cups] [are left|remain]?",
        "There were {a} coaches with {b} fans and {c} coaches with {d} fans, but {e} fans turned back at the gate. "
        "How many fans got in?",
        "a farmer planted {a} rows of {b} cabbages and {c} rows of {d} cabbages. rabbits ate {e} of them. how many "
        "were left for the farmer?",
    ),
    (
        "a*b; c*d; _1-_2; _/e where a 5..14, b 5..14, c 2..7, d 2..8, e 2..9",
        "{S} made {a} batches of {b} {bakes}. {c} guests ate {d} each. [The rest|The others] went home in {e} equal "
        "bags. [How many|Question: how many] were in each bag?",
        "A drinks [shop|store] had {a} [crates|boxes] of {b} bottles. {c} customers took {d} bottles each. [The "
        "others|The rest] were put on {e} shelves in equal numbers. [How many|And how many|So, how many] bottles are "
        "on one shelf?",
        "{a} stacks of {b} plates, minus {c} tables' worth at {d} plates a table. The remaining plates go into {e} "
        "equal stacks. How high is each stack, in plates?",
    ),
    (
        "a*4; b*2; _1+_2; _+c where a 2..20, b 2..30, c 2..40",
        "There are {a} cows, {b} hens and some stools with {c} legs altogether in the barn. How many legs are in the "
        "barn?",
        "A shed holds {a} [cars|carts] with four wheels, {b} bikes with two, and {c} loose wheels. [How many wheels "
        "is that in all?|Find the number of wheels.]",
        "The vet saw {a} dogs and {b} parrots and trimmed every foot, and then {c} more feet in the evening. [How "
        "many|Question: how many] feet did the vet trim?",
    ),
    (
        "a*8; b*6; _1+_2; _-c where a 2..10, b 2..12, c 2..20",
        "In a glass box are {a} spiders with 8 legs and {b} beetles with 6. {c} of the legs are hidden under leaves. "
        "[How many|So how many|Tell me, how many] legs can you see?",
        "{a} toy spiders have eight legs each and {b} toy ants have six each. {c} legs came off. [How many|Then how "
        "many|So how many] legs are still on?",
    ),
    (
        "a*4; b*2; c-_1; _-_2 where a 2..12, b 2..15, c 60..190",
        "A mechanic has {c} tires in the yard. {a} cars get four new ones each and {b} bikes get two each. [How "
        "many|Then how many|So how many] tires [are left|remain]?",
        "A carpenter has {c} coat hooks. {a} big racks get four each and {b} small racks get two each. [How "
        "many|Question: how many] hooks does the carpenter keep?",
    ),
    (
        "a/b; a-_; _/c; _-d where a 24..180, b 2..5, c 2..6, d 2..12",
        "{S} had {a} {sweets} and gave {part_b} of them away. [The rest|The others] were shared [equally|evenly] by "
        "{c} kids, of whom one ate {d} right away. How many did that kid still have?",
        "{part_b} of {a} pupils take the bus. [The others|The rest] are split evenly into {c} walking groups, and "
        "{d} pupils of the first group are sick today. [How many|Then how many|So how many] walk in that group today?",
    ),
    (
        "a/b; a-_; _-c; _/d where a 24..180, b 2..6, c 2..30, d 2..8",
        "A [baker|cook] made {a} [rolls|buns]. {part_b} of them were sold in the morning and {c} at noon. [The "
        "rest|The others] went into bags of {d}. [How many|And how many|So, how many] bags?",
        "{a} people visit a cave. {part_b} of them leave after the film and {c} stay in the cafe. [The others|The "
        "rest] are led in groups of {d}. [How many|So how many|Tell me, how many] groups are there?",
        "{S} had {a} {items}. {he} gave {part_b} of them to {his} sister and {c} to a [cousin|friend] and put the "
        "rest [equally|evenly] in {d} boxes. How many {items} are in a box?",
        "a farm has {a} eggs. {part_b} of them are sold, {c} break, and [the rest|the others] are packed in boxes of "
        "{d}. [how many|question: how many] boxes?",
    ),
    (
        "a/b; a-_; _/c; _2-_3 where a 24..190, b 2..6, c 2..5",
        "There were {a} cakes at the fair. {part_b} of them were sold on Saturday and {part_c} of the remaining ones "
        "on Sunday. How many [were left|were not sold]?",
        "{S} read {part_b} of the {a}-page book in May and {part_c} of the rest in June. [How many|So how many|Tell "
        "me, how many] pages were [still unread|left to read]?",
        "A tank holds {a} gallons of water. {part_b} of it is used on the [garden|yard] and {part_c} of what is left "
        "on the car. How many gallons remain?",
        "From {a} people in a hall {part_b} leave at the break. Later {part_c} of those still there go too. [How "
        "many|Question: how many] are there at the end?",
    ),
    (
        "a/b; a-_; _-c; _+d where a 20..150, b 2..6, c 2..30, d 2..40",
        "A ferry had {a} people aboard. At the first island {part_b} of them got off, at the second {c} got off and "
        "{d} came on. How many people are on the ferry then?",
        "A choir of {a} lost {part_b} of its singers in spring and {c} more in summer. In fall {d} joined. [How "
        "many|So how many|Tell me, how many] sing in it now?",
        "We had {a} chairs. {part_b} of them were lent to a school, {c} broke and {d} were bought. How many chairs "
        "do we have now?",
    ),
    (
        "a/b; _*c; a-_; _+d where a 20..150, b 5..8, c 2..4, d 2..40",
        "{S} put {a} {items} in {b} equal rows, removed {c} of the rows and then [bought|got] {d} new {items}. [How "
        "many|Question: how many] did {he} have then?",
        "In a school canteen {a} pupils sit at {b} tables, the same number at each. {c} tables go out to play, then "
        "{d} pupils from next door come in. How many pupils are in the canteen then?",
    ),
    (
        "a*b; _/c; _+d; _-e where a 3..14, b 3..12, c 2..6, d 2..20, e 2..15",
        "{a} packs with {b} {sweets} each are divided [equally|evenly] among {c} children. {B}, one of the children, "
        "also gets {d} from a neighbor and eats {e}. How many does {B} have now?",
        "{c} farms share {a} loads of {b} bales [equally|evenly]. One of the farms has {d} bales of its own already "
        "and uses {e} of what it then has. How many bales does that farm have left?",
    ),
    (
        "a*b; _+c; _*d; _-e where a 2..8, b 2..4, c 2..10, d 2..4, e 2..20",
        "{B} is {a}. {C} is {c} years older than {times_b} {B's} age. A tree in the yard is {e} years younger than "
        "{times_d} as old as {C} is. How old is the tree?",
        "A bus has {a} rows of {b} seats and {c} single seats. A company has {d} such buses and {e} of the seats are "
        "broken. [How many|Then how many|So how many] seats can be used?",
        "Each of {d} hikers takes {a} [bags|sacks|packs] of {b} nuts and {c} single nuts. Together they eat {e} nuts "
        "on the way. How many nuts [are left|remain]?",
    ),
    (
        "a+b; c+d; _1-_2; _/2 where a 20..70, b 20..70, c 3..40, d 3..40",
        "{B} has {a} red and {b} blue beads, {C} has {c} red and {d} blue ones. [How many|And how many|So, how many] "
        "beads should {B} give to {C} so that both have the same number?",
        "In hall one there are {a} children and {b} adults, in hall two {c} children and {d} adults. How many people "
        "must move from hall one to hall two to make the halls equal?",
    ),
    (
        "a+b; c+d; _1+_2; _/e where a 3..40, b 3..40, c 3..40, d 3..40, e 2..10",
        "Class one has {a} girls and {b} boys; class two has {c} girls and {d} boys. They go to the lake together, "
        "{e} [pupils|students|kids] per [boat|van]. How many [rides|trips] is that if they all go one after another?",
        "{B} found {a} acorns and {b} cones, {C} found {c} acorns and {d} cones. They mix everything and make {e} "
        "equal piles. [How many|Then how many|So how many] things are in a pile?",
    ),
    (
        "a+b; c+d; _1+_2; e-_ where a 3..35, b 3..35, c 3..35, d 3..35, e 100..190",
        "Two clubs want to plant {e} trees. The first planted {a} in March and {b} in April, the second {c} in March "
        "and {d} in April. [How many|Then how many|So how many] trees are still missing?",
        "A hall for {e} people: {a} women and {b} men came by bus, {c} women and {d} men came by car. How many "
        "places are empty?",
    ),
    (
        "a+b; c-d; _1+_2; _/e where a 5..50, b 5..50, c 10..60, d 2..20, e 2..8",
        "{B} had {a} {toys} and got {b} more. {C} had {c} and lost {d}. They put what they have together and divide "
        "it [equally|evenly] among {e} cousins. How many does each cousin get?",
        "A coach has {a} old and {b} new balls. From another {c} balls {d} were flat and thrown out. All the good "
        "balls are shared by {e} teams. [How many|So how many|Tell me, how many] for each team?",
    ),
    (
        "a-b; _/2; _+b; _*c where a 20..60, b 2..16, c 2..4",
        "{B} and {C} have {a} coins together and {C} has {b} more than {B}. {D} has {times_c} as many coins as {C}. "
        "How many does {D} have?",
        "Two boxes hold {a} pens [in all|altogether|in total], the big one {b} more than the small one. How many "
        "pens do {c} of the big boxes hold?",
    ),
    (
        "a-b; _-c; _/2; _+b where a 30..150, b 2..25, c 2..25",
        "{B}, {C} and {D} have {a} {items} in total. {D} has {c}, and {C} has {b} more than {B}. How many does {C} "
        "have?",
        "A rope of {a} feet is used like this: {c} feet are wasted and the rest is cut into two pieces, one {b} feet "
        "longer than the other. How long is the longer piece?",
    ),
    (
        "a+b; _*2; _+c; _*2 where a 2..16, b 2..14, c 2..20",
        "On Friday I gave away half of my [cards|magnets|pins] and lost {c} others. On Saturday I gave away half of "
        "what I had and lost {b} more. Now I have {a}. [How many|And how many|So, how many] did I have at first?",
        "At the first stop half of the people on a bus got off, and {c} got off at the second. At the third stop "
        "half of the rest left, and at the fourth {b} more. {a} stayed on. How many were there at first?",
    ),
    (
        "a*2; _*2; _*2; _-b where a 2..20, b 2..50",
        "A rumor starts with {a} people and the number who know it doubles every hour. After three hours {b} people "
        "have forgotten it. How many still know it?",
        "{S} had ${a} in a game. {his} money doubled three rounds in a row, and then {he} lost ${b}. How much did "
        "{he} have?",
    ),
    (
        "a+b; _+b; _+b; _-c where a 5..50, b 2..20, c 2..30",
        "A puppy weighed {a} pounds and gained {b} pounds in each of three months. Then it lost {c} pounds when it "
        "was ill. What did it weigh after that, in pounds?",
        "A hedge was {a} inches tall. It grew {b} inches a month in April, in May and in June, and in July {c} "
        "inches were cut off. How tall was it then?",
    ),
    (
        "a+b; _+c; a+_1; _+_2 where a 3..30, b 2..15, c 2..15",
        "{B} is {a}, {C} is {b} years older than {B}, and {D} is {c} years older than {C}. [What is|What's] the "
        "total of the three ages?",
        "The first shelf has {a} vases, the second {b} more than the first, and the third {c} more than the second. "
        "How many vases do the three shelves hold?",
        "each day {B} does more squats: {a} on monday, {b} more than that on tuesday, and on wednesday {c} more than "
        "on tuesday. how many squats in all three days?",
        "A hiker walked {a} miles on Friday. On Saturday it was {b} miles more than on Friday, and on Sunday {c} "
        "miles more than on Saturday. How many miles was the whole hike?",
    ),
    (
        "a-b; _-c; a+_1; _+_2 where a 20..60, b 2..15, c 2..15",
        "There are {a} pupils in class A, {b} fewer in class B than in A, and {c} fewer in class C than in B. How "
        "many pupils are in the three classes?",
        "{B} jumped {a} inches, {C} {b} inches less than {B}, and {D} {c} inches less than {C}. [How many|Question: "
        "how many] inches is that [in all|added up]?",
        "The day shift packed {a} crates, the late shift {b} fewer than the day shift, and the night shift {c} fewer "
        "than the late shift. [Find|Work out|Determine|Give] the number of crates packed.",
    ),
)
