"""Which words of a schema's or parent's name say what kind of thing it is, so that `name` can be told from `name`."""

from __future__ import annotations

_TOPICS: dict[str, str] = {
    "person": """
        person people contact user customer client author owner member employee human creator assignee sender recipient guest
        patient student teacher agent subscriber passenger player friend driver candidate applicant visitor participant
        attendee profile individual editor reviewer uploader winner doctor parent child spouse tenant landlord host speaker
        coach trainer actor director seller buyer shopper courier operator admin administrator manager leader lead staff
        collaborator contributor assigner requester reporter approver commenter commentator follower beneficiary payee payer
        cardholder signer invitee inviter sponsor mentor kunde benutzer utilisateur usuario utente kontakt mitarbeiter cliente
        traveler traveller resident citizen voter worker colleague buddy me
        """,
    "company": """
        company organization organisation org business vendor supplier merchant employer firm corporation enterprise agency bank
        publisher store shop provider manufacturer carrier partner retailer distributor airline insurer workspace account
        firma unternehmen entreprise empresa azienda institution university school hospital clinic association ngo customeraccount
        """,
    "product": "product item article good goods merchandise variant accessory listing inventory produkt produit producto prodotto lineitem part",
    "pet": "pet animal dog cat puppy kitten horse haustier",
    "tag": "tag label topic keyword hashtag marker badge etikett",
    "list": "list segment audience group collection board cohort mailinglist playlist liste newsletter",
    "campaign": "campaign promotion promo ad advert advertisement offer kampagne deal",
    "category": "category kategorie categorie genre classification subcategory section",
    "role": "role permission privilege rolle authority position",
    "team": "team department division unit squad abteilung",
    "project": "project initiative programme program engagement projekt",
    "event": "event meeting appointment webinar session conference workshop calendar reservation booking termin",
    "task": "task todo issue ticket step subtask milestone card story bug checklist reminder activity job",
    "plan": "plan subscription tier package membership pricing license",
    "book": "book novel movie film show episode series publication video magazine",
    "song": "song track album recording podcast single",
    "artist": "artist band musician ensemble",
    "game": "game level quest",
    "dish": "dish recipe meal menu food pizza snack dessert drink ingredient",
    "course": "course lesson class module lecture training quiz exam",
    "room": "room hall space classroom office",
    "venue": "venue hotel restaurant cafe museum gallery theater theatre bar landmark attraction location place branchoffice warehouse gym spa",
    "vehicle": "vehicle car truck bike van auto",
    "device": "device sensor gadget machine appliance meter camera printer",
    "server": "server host node instance cluster container pod vm network volume service database queue droplet",
    "channel": "channel chat thread forum",
    "key": "key apikey token credential secret certificate webhook integration",
    "template": "template layout mail email mailing letter",
    "workflow": "workflow automation pipeline rule trigger flow policy schedule backup filter",
    "folder": "folder directory drive bucket",
    "file": "file attachment upload asset blob image photo picture media download",
    "repository": "repository repo package library",
    "branch": "branch release ref",
    "currency": "currency money",
    "language": "language",
    "skill": "skill competence",
    "brand": "brand marke make",
    "document": "document post page report note draft news blog blogpost headline contract paper wiki survey form announcement slide presentation content entry",
    "question": "question faq poll",
    "metric": "metric kpi measure statistic chart dashboard widget gauge",
    "species": "species",
    "breed": "breed",
    "planet": "planet",
}

OWNERS: dict[str, str] = {word: topic for topic, words in reversed(_TOPICS.items()) for word in words.split()}

# Topics whose names are phrases of another topic's bank.
DOCUMENTED: dict[str, str] = {}

# Words of schema names that say how a schema is used, not what it describes.
NOISE = frozenset(
    """
    schema response request dto model object entity body payload base new create created update updated delete patch put post
    get by id ids input output result results data details detail summary full short mini simple basic all response200 ok
    resource type info information params args options item items list1 array v1 v2 v3 api ref public private internal
    collection page paginated envelope wrapper
    """.split()
)
