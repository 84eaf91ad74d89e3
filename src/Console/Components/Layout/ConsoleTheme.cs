using MudBlazor;

namespace JobsGateway.WebConsole.Components.Layout;

/// <summary>Colours and type. The fonts are those the machine has: nothing is fetched from elsewhere.</summary>
internal static class ConsoleTheme
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Liberation Sans", "Arial", "sans-serif"];

    /// <summary>The colours of the lines of charts: told apart on light and on dark, also by those who see red and green alike.</summary>
    public static readonly string[] Series = ["#3b82f6", "#f59e0b", "#10b981", "#a855f7", "#06b6d4", "#ec4899", "#84cc16", "#f97316"];

    /// <summary>The colours of percentiles, from calm to urgent.</summary>
    public static readonly string[] Percentiles = ["#38bdf8", "#818cf8", "#f472b6"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2f5bd7", Secondary = "#0f766e", Background = "#f5f7fb", Surface = "#ffffff", AppbarBackground = "#ffffff", AppbarText = "#172033",
            DrawerBackground = "#ffffff", DrawerText = "#3b4660", DrawerIcon = "#5a6784", TextPrimary = "#172033", TextSecondary = "#51607d",
            Success = "#15803d", Warning = "#a65b00", Error = "#c62828", Info = "#1d6fb8", LinesDefault = "#dfe5f0", TableLines = "#e4e9f2", Divider = "#dfe5f0",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7aa2ff", PrimaryDarken = "#6a95fb", PrimaryContrastText = "#0b1220", Secondary = "#5eead4", Background = "#0f1522", Surface = "#182133", AppbarBackground = "#141c2c", AppbarText = "#e7ecf7",
            DrawerBackground = "#141c2c", DrawerText = "#c2cce0", DrawerIcon = "#93a1bf", TextPrimary = "#e7ecf7", TextSecondary = "#a3b0cb",
            Success = "#4ade80", Warning = "#fbbf24", Error = "#f87171", Info = "#60b5f7", SuccessContrastText = "#0b1220", WarningContrastText = "#0b1220", ErrorContrastText = "#0b1220", InfoContrastText = "#0b1220",
            LinesDefault = "#2a3550", TableLines = "#263149", Divider = "#2a3550",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".9rem" },
            H5 = new H5Typography { FontWeight = "650", FontSize = "1.35rem" },
            H6 = new H6Typography { FontWeight = "600", FontSize = "1rem" },
            Button = new ButtonTypography { TextTransform = "none", FontWeight = "600" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", DrawerWidthLeft = "232px" },
    };
}
