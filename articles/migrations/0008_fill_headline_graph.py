"""What imports keep from now on, for the stories that are held already: lists, counts, traits."""

from itertools import batched

from django.db import migrations

from articles.migrations._story_traits import traits_of

CHUNK = 500  # stories held at once
LISTS = (
    """
    UPDATE articles_relatedheadline SET list_key = listing.list_key FROM (
        SELECT link.article_id, min(headline.key) AS list_key
        FROM articles_relatedheadline link JOIN articles_headline headline ON headline.id = link.headline_id
        GROUP BY link.article_id
    ) listing WHERE listing.article_id = articles_relatedheadline.article_id
    """,
    """
    UPDATE articles_headline SET lists = (
        SELECT count(DISTINCT list_key) FROM articles_relatedheadline WHERE headline_id = articles_headline.id
    )
    """,
    """
    UPDATE articles_headline SET listed_on = (
        SELECT min(coalesce(article.captured_on, {published}))
        FROM articles_relatedheadline link JOIN articles_article article ON article.id = link.article_id
        WHERE link.headline_id = articles_headline.id
    )
    """,
    """
    INSERT INTO articles_storycount (day, source_id, stories)
    SELECT {dated}, coalesce(source_id, 0), count(*) FROM articles_article GROUP BY 1, 2
    """,
    """
    INSERT INTO articles_storycount (day, source_id, stories)
    SELECT {all_days}, source_id, sum(stories) FROM articles_storycount GROUP BY source_id
    """,
    "INSERT INTO articles_unmatched (headline_id, has_turned) SELECT id, article_id IS NOT NULL FROM articles_headline",
)
DAYS = {
    "sqlite": {"published": "date(published_at)", "dated": "date(dated_at)", "all_days": "'0001-01-01'"},
    "postgresql": {
        "published": "(published_at AT TIME ZONE 'UTC')::date",
        "dated": "(dated_at AT TIME ZONE 'UTC')::date",
        "all_days": "DATE '0001-01-01'",
    },
}


def fill(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for statement in LISTS:
            cursor.execute(statement.format(**DAYS[connection.vendor]))
    articles = apps.get_model("articles", "Article").objects.using(connection.alias)
    rows = articles.order_by("pk").values_list("pk", "headline", "standfirst", "body_text")
    for some in batched(rows.iterator(chunk_size=CHUNK), CHUNK):
        traits = ((trait, pk) for pk, *texts in some for trait in traits_of(*texts))
        insert(connection, list(traits))


def insert(connection, traits):
    """Rows by the thousand: by COPY on PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy("COPY articles_articletrait (hash, article_id) FROM STDIN") as copy:
                for row in traits:
                    copy.write_row(row)
        else:
            cursor.executemany("INSERT INTO articles_articletrait (hash, article_id) VALUES (%s, %s)", traits)


def empty(apps, schema_editor):
    """The tables go with the migration before; what leads to a story of other words waits again."""
    headlines = apps.get_model("articles", "Headline").objects.using(schema_editor.connection.alias)
    headlines.filter(same_as__isnull=False).update(article=None, same_as=None, how="exact")
    for name in ("StoryCount", "Unmatched", "ArticleTrait"):
        apps.get_model("articles", name).objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_headline_graph")]

    operations = [migrations.RunPython(fill, empty)]
