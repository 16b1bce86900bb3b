"""What people type into the fields of software, by topic: hand-written, since random Latin tells a reader nothing.

`NAMES` holds what a thing of a topic is called, `TITLES` and `TEXTS` what is written as a title or in a body. An entry is
either a list of whole phrases, or the two halves of a composed one, marked by `+`.
"""

from __future__ import annotations


def _split(text: str) -> tuple[str, ...]:
    return tuple(phrase for part in text.replace("\n", " ").split(";") if (phrase := " ".join(part.split())))


def _phrases(text: str) -> tuple[str, ...]:
    first, plus, second = text.partition("+++")
    if not plus:
        return _split(first)
    return tuple(f"{left} {right}" for left in _split(first) for right in _split(second))


MESSAGES = _phrases(
    """
    Hi, is this still available?; Thanks, that works for me.; Can we move it to Thursday?; I'm on my way.; Got it, thank you!;
    Could you send me the invoice again?; My order arrived today, all good.; What are your opening hours?; See you tomorrow at nine.;
    Sorry for the late reply.; Is there parking nearby?; Please call me back when you can.; Where can I find the size chart?;
    That's perfect, thanks a lot.; I'd like to change my delivery address.; How long does shipping take?; Do you ship to Canada?;
    Yes, please go ahead.; No problem, take your time.; Let me check and get back to you.; The link doesn't open for me.;
    Can I get a refund for this?; We're running ten minutes late.; Happy birthday! Hope you have a great day.; Good morning!;
    Which colour do you have in stock?; I'll take two of them.; Could you hold it until Friday?; The code has expired.;
    Just paid, please confirm.; Looking forward to it!; Can you share the address?; I've attached the photos.; All sorted now, thanks.;
    The package was left at the front desk.; Do I need to bring anything?; Is the Saturday class full?; Please remove me from the list.;
    Sounds good to me.; Who should I talk to about the contract?; The second one fits better.; Can you resend the confirmation?;
    Your appointment is confirmed for Monday at 10:30.; We have received your order and will ship it tomorrow.;
    Your table for four is booked.; Reminder: your trial ends in three days.; Thanks for reaching out, how can we help?;
    Here is the tracking link for your parcel.; Your password was changed a moment ago.; We've added the extra seat to your booking.
    """
)
COMMENTS = _phrases(
    """
    Looks good to me.; Could we shorten the intro?; I've fixed the typo on page two.; Agreed, let's ship it.; Not sure about the colour here.;
    This solved it for me, thank you.; Works on my machine after the update.; Can someone double-check the totals?; Great write-up!;
    I'd keep the old wording.; Please see my note from last week.; Same problem here since Monday.; Nice photos, where was this?;
    The second paragraph repeats the first.; Let's discuss on Thursday.; Good point, I changed it.; Exactly what I was looking for.;
    It runs a little small, order one size up.; Arrived two days early.; Solid build, but the lid is loose.; Would buy again.;
    Friendly staff and quick service.; Too loud for a small room.; The instructions could be clearer.; Worth every cent.;
    Customer asked for a call after 4 pm.; Prefers e-mail over phone.; Paid in cash, receipt sent.; Waiting for their reply.;
    Left a voicemail.; Met at the trade fair in March.; Needs the invoice by Friday.; Allergic to nuts.; Gate code is 4471.
    """
)
DESCRIPTIONS = _phrases(
    """
    Everything you need to get started.; Added by the sales team after the spring fair.; Used for the weekly newsletter.;
    Covers the first three months of the year.; A short summary for new members.; Kept for reference only.; Replaces the version from last year.;
    Shared with the whole team.; Reviewed once a month.; For customers who ordered in the past 90 days.; Made for small teams.;
    Includes shipping and handling.; Visible to everyone in the organization.; Set up for the autumn season.; Imported from the old system.;
    Lightweight and easy to clean.; Our most popular choice.; Collects feedback from the pilot group.; Runs every morning at six.;
    Available in three sizes.; Limited to 50 places.; Starts at the main entrance.; Open to all levels.; Internal use, please do not forward.;
    People who asked for a call back.; Best for two to four people.; Sent to everyone who signed up this week.; Needs approval by a manager.;
    Handmade in small batches.; Two hours, with a break in the middle.; A quiet place to work.; Holds notes from the last meeting.;
    Customers in the northern region.; Prices are valid until the end of the month.; Comes with a two-year warranty.;
    Follow-up to the survey in May.; Helps new colleagues find their way.; Temporary, until the new site is live.; Tested on all common devices.
    """
)
PARAGRAPHS = _phrases(
    """
    We moved to a new office last week.; The old address still works for mail until the end of the month.; Thank you for all your feedback on the first version.;
    Most of it went into this release.; You can now export your lists as CSV.; Search is a good deal faster as well.;
    The workshop starts at nine with a short introduction.; Lunch is included, please tell us about allergies.; After the break we split into groups of four.;
    Sales went up by eight percent in the second quarter.; The new store in the south did better than expected.; Returns are down for the third month in a row.;
    Bring a rain jacket and good shoes.; The path is steep near the top but well marked.; From the summit you can see the lake on a clear day.;
    Please read the notes before the meeting.; We will vote on the budget at the end.; Anyone who cannot come may send a proxy.;
    Start with a small batch and let the dough rest overnight.; Bake it hot for the first ten minutes.; It keeps for three days in a paper bag.
    """
)
DOCUMENT_TITLES = _phrases(
    """
    Five things we learned this year; How to plan a small event; A weekend in the mountains; What changes in spring; Getting started with your account;
    The quiet power of checklists; Notes from the customer survey; Our new opening hours; Moving to the new office; A beginner's guide to sourdough;
    Why we switched to paper; Ten recipes for busy evenings; The story behind our logo; Meet the team: Operations; Packing light for long trips;
    Understanding your monthly bill; Safety tips for the winter; A day at the workshop; Behind the scenes of the summer tour; Six ways to save energy;
    How we choose our suppliers; Answers to your most common questions; Looking back at the spring fair; The road to version two;
    Working from anywhere; The best walks near the city; Keeping your data safe; An interview with the founder; Small kitchens, big ideas;
    Holiday schedule and deliveries
    """
)
TASKS = _phrases(
    """
    Call the supplier about the delay; Update the price list; Send the signed contract; Book a room for Thursday; Review the draft;
    Order more paper; Prepare slides for Monday; Check the backup; Reply to the survey; Fix the broken link on the home page;
    Plan the team lunch; Renew the domain; Collect quotes for the printer; Close last month's books; Write the release notes;
    Test the new checkout; Clean up the mailing list; Onboard the new colleague; Water the plants; Pick up the parcel;
    Schedule the photo shoot; Translate the help page; Archive old projects; Ask legal about the wording; Set up the booth;
    Compare three hosting offers; Invite people to the workshop; Return the rental car; Confirm the catering; Measure the shelves
    """
)
SUBJECTS = _phrases(
    """
    Your order is on its way; Meeting moved to Thursday; Invoice for March; Question about my booking; Welcome aboard;
    Please confirm your address; Your monthly summary; Change of delivery date; Reminder: survey closes Friday; Thank you for your visit;
    New sign-in to your account; Minutes from Monday; Tickets for the spring concert; Offer for the office chairs; Your trial ends soon;
    Lost property; Feedback on the draft; Parking permit; Holiday request; Summer timetable
    """
)
ERRORS = _phrases(
    """
    The request could not be processed.; The resource was not found.; Too many requests, try again in a minute.; A required field is missing.;
    The session has expired.; You do not have access to this resource.; The service is temporarily unavailable.; The value is out of range.
    """
)
SUCCESSES = _phrases("Saved successfully.; Your changes have been saved.; Done.; The request was accepted.; All set.")
REASONS = _phrases(
    """
    Ordered by mistake; Arrived too late; Duplicate entry; Requested by the customer; No longer needed; Wrong size; Found a better price;
    Changed plans; Contract ended; Out of stock; Missing documents; Payment failed
    """
)
ANSWERS = _phrases(
    "Yes, every day except Sunday.; Within three working days.; Ask at the front desk.; No, it is free.; By e-mail or phone."
)
QUESTIONS = _phrases(
    """
    How did you hear about us?; Which days suit you best?; How satisfied are you with the service?; What can we do better?;
    Do you have any allergies?; What is your preferred language?; How many people are coming?; Would you recommend us to a friend?
    """
)
QUOTES = _phrases(
    "Small steps, every day.; Made with care.; Simple things, done well.; Where good ideas meet.; Closer to you.; Better by the day."
)

ADJECTIVES = _split(
    """
    First; Second; Blue; Green; North; South; Spring; Summer; Autumn; Winter; Main; Standard; Custom; Weekly; Monthly; Classic;
    Compact; Local; Central; Sample; Internal; Shared; Early; Extra
    """
)
LABELS = _split(
    """
    Spring edition; North wing; Blue series; Standard set; Weekly batch; Main entry; Second version; Starter set; Local branch;
    Central office; Summer collection; Green line; Team choice; Classic; Compact; Extra large; Pilot; Special edition
    """
)
PRODUCTS = _phrases(
    """
    Trail; Linen; Oak; Ceramic; Classic; Compact; Nordic; Everyday; Wool; Copper; Harbor; Folding; Canvas; Bamboo; Soft; Slim +++
    Backpack; Coffee Mug; Desk Lamp; Notebook; Water Bottle; Rain Jacket; Headphones; Office Chair; Throw Blanket; Wallet;
    Cutting Board; Wall Clock; Running Shoes; Tea Kettle; Storage Box; Phone Stand; Sunglasses; Bath Towel; Cap; Tote Bag
    """
)
NAMES: dict[str, tuple[str, ...]] = {
    "product": PRODUCTS,
    "list": _phrases(
        """
        Newsletter subscribers; VIP customers; Spring promotion; Trade fair leads; Inactive since January; New sign-ups; Repeat buyers; Beta testers;
        Local customers; Wholesale partners; Event guests; Abandoned carts; Birthday this month; Loyalty members; Webinar attendees; Press contacts;
        Berlin store; Gift card owners; Weekend shoppers; Trial users; Referred by friends; Product updates; Workshop waiting list; Former customers;
        Early adopters; Holiday mailing; Premium plan; Needs follow-up; Survey respondents; Volunteers; Members 2026; Suppliers
        """
    ),
    "campaign": _phrases(
        """
        Spring; Summer; Autumn; Winter; Black Friday; Back to School; Holiday; New Year; Weekend; Loyalty; Early Bird; Anniversary +++
        Sale; Newsletter; Launch; Giveaway; Reminder; Preview; Countdown; Thank You; Win-back
        """
    ),
    "tag": _phrases(
        """
        VIP; Follow-up; New; Wholesale; Priority; Newsletter; Returning; Referral; Local; Urgent; Beta; Partner; Press; Student; Trial;
        Premium; Inactive; Event; Lead; Support; Birthday; Family; Gift; Discount; Seasonal; Online; In-store; Feedback; Onboarding; Renewal
        """
    ),
    "category": _phrases(
        """
        Books; Home & Garden; Outdoor; Kitchen; Stationery; Toys; Electronics; Clothing; Sports; Health; Music; Office; Travel; Food & Drink;
        Pets; Art; Jewelry; Furniture; Lighting; Bags; Shoes; Beauty; Crafts; Tools
        """
    ),
    "role": _phrases(
        "Admin; Editor; Viewer; Manager; Owner; Member; Support Agent; Billing Contact; Contributor; Moderator; Analyst; Guest"
    ),
    "team": _phrases(
        "Sales; Marketing; Customer Support; Engineering; Finance; Human Resources; Operations; Product; Design; Legal; Logistics; Research; Field Service; Quality"
    ),
    "project": _phrases(
        """
        Website; Mobile App; Warehouse; Brand; Office; Onboarding; Customer Portal; Billing; Intranet; Data; Partner Program; Help Center +++
        Relaunch; Migration; Redesign; Pilot; Rollout; Audit; Phase 2
        """
    ),
    "event": _phrases(
        """
        Spring; Summer; Annual; Monthly; Regional; Open; Community; Evening +++
        Workshop; Fair; Concert; Meetup; Conference; Market; Tour; Open House; Team Day; Tasting
        """
    ),
    "plan": _phrases("Free; Starter; Basic; Standard; Plus; Pro; Team; Business; Premium; Enterprise"),
    "pet": _phrases(
        "Bella; Max; Luna; Charlie; Milo; Daisy; Rocky; Coco; Buddy; Lucy; Oscar; Molly; Simba; Nala; Felix; Ruby; Leo; Pepper; Zoe; Biscuit; Whiskers; Shadow"
    ),
    "book": _phrases(
        """
        The Quiet; The Last; A Distant; The Hidden; Beyond the; The Glass; Under the; The Long; A Small; The Winter +++
        Harbor; Garden; Letter; Station; Orchard; River; Window; Island; Winter; Road; Lighthouse; Hour
        """
    ),
    "song": _phrases(
        """
        Midnight; Golden; Paper; Electric; Summer; Broken; Silver; Slow; Distant; Ocean; Velvet; Morning +++
        Lights; Hearts; Rain; Road; Dance; Shadows; Sky; Avenue; Letters; Waves
        """
    ),
    "artist": _phrases(
        "The Paper Kites Club; Silver Harbor; Northern Lanterns; Velvet Avenue; Luna Park Radio; The Slow Trains; Copper & Pine; Miles Ahead Quartet; Blue Orchard; Static Garden"
    ),
    "game": _phrases(
        "Star; Dungeon; Pixel; Ocean; Shadow; Turbo; Castle; Puzzle +++ Quest; Racer; Kingdom; Legends; Explorer; Rush; Builder; Tactics"
    ),
    "dish": _phrases(
        """
        Roasted; Grilled; Creamy; Spicy; Crispy; Slow-cooked; Herb; Lemon +++
        Chicken; Salmon; Tomato Soup; Mushroom Pasta; Potato Salad; Vegetable Curry; Lentil Stew; Rice Bowl; Tofu; Pumpkin Risotto
        """
    ),
    "course": _phrases(
        "Introduction to; Advanced; Practical; Everyday; Foundations of +++ Photography; Accounting; Spanish; Project Management; Data Analysis; First Aid; Public Speaking; Baking; Statistics; Web Design"
    ),
    "room": _phrases(
        "Aurora; Meeting Room 1; Meeting Room 2; Boardroom; Library; Garden Room; Studio A; Studio B; Workshop; Lounge; Auditorium; Quiet Room"
    ),
    "venue": _phrases(
        "Harbor; Grand; Riverside; Central; Old Town; Park; Lakeview; Corner +++ Hotel; Café; Theater; Gallery; Hall; Kitchen; Bakery; Museum"
    ),
    "vehicle": _phrases(
        "Toyota Corolla; Volkswagen Golf; Ford Focus; Honda Civic; Tesla Model 3; BMW 320i; Renault Clio; Skoda Octavia; Hyundai i30; Fiat 500; Volvo V60; Mazda CX-5"
    ),
    "device": _phrases(
        "Front Door; Living Room; Office; Warehouse; Kitchen; Garage; Reception; Lab +++ Sensor; Camera; Thermostat; Tablet; Printer; Gateway; Display"
    ),
    "server": _phrases("web; api; db; cache; worker; build; mail; edge +++ 01; 02; 03; 04; staging; prod"),
    "channel": _phrases("General; Announcements; Support; Random; Marketing; Releases; Help; Ideas; Feedback; Events"),
    "key": _phrases(
        "Production key; Staging; Mobile app; CI pipeline; Partner integration; Website; Reporting; Local development; Data import; Zapier"
    ),
    "template": _phrases(
        "Welcome message; Order confirmation; Appointment reminder; Shipping update; Password reset; Monthly newsletter; Invoice; Feedback request; Birthday greeting; Payment reminder"
    ),
    "workflow": _phrases(
        "Welcome series; Nightly import; Deploy to staging; Invoice approval; Lead routing; Weekly report; Nightly backup; Build and test; Order sync; Password rotation"
    ),
    "folder": _phrases(
        "Invoices 2026; Photos; Contracts; Templates; Archive; Drafts; Reports; Marketing; Shared; Customer files; Meeting notes; Travel"
    ),
    "file": _phrases(
        "invoice-2026-03; team-photo; price-list; contract-signed; floor-plan; meeting-notes; logo; survey-results; product-sheet; travel-plan; budget-q2; newsletter-may; manual; voice-message; screenshot +++ .pdf; .docx; .jpg; .png; .csv; .xlsx"
    ),
    "repository": _phrases(
        "web; mobile; billing; search; data; design; auth; docs +++ app; api; service; toolkit; client; tools"
    ),
    "branch": _phrases(
        "main; develop; release/2.4; feature/search; feature/checkout; fix/login-redirect; fix/date-format; docs/setup; chore/update-deps"
    ),
    "currency": _phrases(
        "US Dollar; Euro; Pound Sterling; Swiss Franc; Japanese Yen; Canadian Dollar; Swedish Krona; Brazilian Real"
    ),
    "language": _phrases("English; German; French; Spanish; Italian; Portuguese; Dutch; Japanese; Polish; Swedish"),
    "skill": _phrases(
        "Project management; Photography; Spanish; Negotiation; Excel; Python; First aid; Writing; Customer care; Driving licence B"
    ),
    "brand": _phrases(
        "Northwind; Lumen; Alder & Co; Fjord; Kestrel; Solara; Maple Lane; Brightwater; Tandem; Ostra; Velora; Pinecrest"
    ),
    "task": TASKS,
    "document": DOCUMENT_TITLES,
    "question": QUESTIONS,
    "metric": _phrases(
        "Page views; Open rate; Active users; Response time; Revenue; Churn; Sign-ups; Orders; Delivery rate; Uptime"
    ),
    "species": _phrases("Dog; Cat; Rabbit; Parrot; Horse; Hamster; Goldfish; Turtle"),
    "breed": _phrases(
        "Labrador Retriever; Beagle; German Shepherd; Poodle; Border Collie; Maine Coon; Siamese; Persian; Bengal; Dachshund"
    ),
    "planet": _phrases("Mercury; Venus; Earth; Mars; Jupiter; Saturn; Uranus; Neptune"),
}
