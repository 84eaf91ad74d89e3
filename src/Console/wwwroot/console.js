// What only the browser can do. The token lives in the tab's session storage: it is gone when the tab is closed, and no other site can read it.
window.jobsConsole = (() => {
  const tokenKey = "jobsgateway.token", themeKey = "jobsgateway.theme";
  return {
    readToken: () => sessionStorage.getItem(tokenKey),
    keepToken: token => sessionStorage.setItem(tokenKey, token),
    forgetToken: () => sessionStorage.removeItem(tokenKey),
    readTheme: () => localStorage.getItem(themeKey),
    keepTheme: theme => localStorage.setItem(themeKey, theme),
    copy: async text => {
      try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
    },
    watchVisibility: listener =>
      document.addEventListener("visibilitychange", () => listener.invokeMethodAsync("SetVisible", !document.hidden)),
  };
})();
