"""PostgreSQL's search index keeps the source of a story, so that a search need not read the story's row for it."""

from django.db import migrations

from articles.migrations._postgresql_index import VECTORS, function, trigger

TABLE = "articles_article"
ORDER = "ORDER BY dated_at DESC, id DESC"
BEFORE = ["headline", "standfirst", "body_text", "dated_at"]


def add_source(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("ALTER TABLE articles_article_search ADD COLUMN source_id bigint")
    # Without its indexes: each updated row would enter all its words into them again.
    schema_editor.execute("DROP INDEX articles_article_search_words")
    schema_editor.execute("DROP INDEX articles_article_search_newest")
    schema_editor.execute(
        "UPDATE articles_article_search kept SET source_id = story.source_id FROM articles_article story "
        "WHERE story.id = kept.id AND story.source_id IS NOT NULL"
    )
    schema_editor.execute(
        "CREATE INDEX articles_article_search_newest ON articles_article_search (dated_at DESC, id DESC)"
    )
    schema_editor.execute("CREATE INDEX articles_article_search_words ON articles_article_search USING gin (search)")
    remake(schema_editor, ["id", "dated_at", "source_id"], [*BEFORE, "source_id"])
    returning(schema_editor, "id bigint, dated_at timestamptz, source_id bigint, search tsvector")


def remove_source(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    remake(schema_editor, ["id", "dated_at"], BEFORE)
    returning(schema_editor, "id bigint, dated_at timestamptz")
    schema_editor.execute("ALTER TABLE articles_article_search DROP COLUMN source_id")


def remake(schema_editor, kept, changing):
    """Make the trigger function that writes these columns, and the trigger that runs it when one of them changes."""
    columns, values = ", ".join((*kept, "search")), ", ".join(f"new.{column}" for column in kept)
    news = ", ".join(f"{column} = excluded.{column}" for column in (*kept[1:], "search"))
    changed = " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in changing)
    write = f"""INSERT INTO {TABLE}_search ({columns}) VALUES ({values}, {VECTORS[TABLE].format(row="new")})
        ON CONFLICT (id) DO UPDATE SET {news}"""  # noqa: S608
    schema_editor.execute(function(f"{TABLE}_is_kept", write).replace("CREATE", "CREATE OR REPLACE", 1))
    schema_editor.execute(f"DROP TRIGGER {TABLE}_search_update ON {TABLE}")
    event = f"UPDATE OF {', '.join(changing)}"
    schema_editor.execute(trigger(TABLE, "update", event, f"FOR EACH ROW WHEN ({changed})", "is_kept"))


def returning(schema_editor, columns):
    """Make the two functions that find the newest matches, with these columns."""
    select = f"SELECT {', '.join(column.split()[0] for column in columns.split(', '))} FROM"
    near = f"{select} (SELECT * FROM {TABLE}_search {ORDER} LIMIT among) near WHERE search @@ asked {ORDER} LIMIT most"  # noqa: S608
    newest = f"{select} {TABLE}_search WHERE search @@ asked {ORDER} LIMIT most"
    for name, asked, scan, body in (
        ("near", "asked tsquery, most integer, among integer", "bitmapscan", near),
        ("newest", "asked tsquery, most integer", "indexscan", newest),
    ):
        schema_editor.execute(f"DROP FUNCTION {TABLE}_{name}")
        schema_editor.execute(
            f"CREATE FUNCTION {TABLE}_{name}({asked}) RETURNS TABLE ({columns}) LANGUAGE sql STABLE ROWS 1000 "
            f"SET jit = off SET enable_seqscan = off SET enable_{scan} = off AS $$ {body} $$"
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_task_workers")]

    operations = [migrations.RunPython(add_source, remove_source)]
