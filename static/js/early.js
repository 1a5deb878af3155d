// Sets colours, size and width before anything is drawn, and when they change.
{
  const apply = () => {
    let settings = {};
    try {
      settings = JSON.parse(localStorage.getItem("newsreader")).settings ?? {};
    } catch {}
    for (const name of ["theme", "size", "width"]) document.documentElement.dataset[name] = settings[name] ?? "";
  };
  apply();
  document.addEventListener("kept", apply);
}
