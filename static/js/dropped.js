// What was dropped, as files with their paths: folders are read with their sub-folders, in the order of names.

export async function listed(transfer) {
  // the entries have to be taken before anything is waited for: the list is emptied then
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
  const found = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    if (file) found.push({ file, path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  const inside = [];
  for (let some; (some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length; ) inside.push(...some);
  inside.sort((one, other) => one.isDirectory - other.isDirectory || (one.name < other.name ? -1 : 1));
  for (const each of inside) await collect(each, found);
}
