// Streamlit says "not running" before its first run too, hence the heading.
// True where the page has drawn all it has, and three looks in a row find it so.
() => {
    const settled = () => {
        const waiting = ["[data-stale=true]", "[data-testid=stStatusWidget]", "[data-testid=stSkeleton]"];
        const figures = [...document.querySelectorAll("[data-testid=stPlotlyChart], [data-testid=stEChartsChart]")];
        return document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
            && document.querySelector("h1") !== null
            && document.querySelector(waiting.join()) === null
            && figures.every((figure) => figure.querySelector("svg, canvas") !== null)
            && document.fonts.status === "loaded"
            && document.getAnimations().every((animation) => animation.playState !== "running");
    };
    window.settled = settled() ? (window.settled ?? 0) + 1 : 0;
    return window.settled > 2;
}
