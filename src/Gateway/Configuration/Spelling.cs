namespace JobsGateway.Gateway.Configuration;

/// <summary>Finds the name that was probably meant by one that is not known.</summary>
internal static class Spelling
{
    /// <summary>The known name that is one slip of the keyboard away, two where the names are long; null where none is.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) => known
        .Select(candidate => (candidate, Slips: Slips(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(pair => pair.Slips > 0 && pair.Slips <= Allowed(pair.candidate))
        .OrderBy(pair => pair.Slips)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    // With two slips a name of four letters becomes half of all names of four letters: PWD would pass for Jwt.
    private static int Allowed(string candidate) => candidate.Length < 6 ? 1 : 2;

    /// <summary>Letters put in, left out, replaced or swapped with their neighbour (optimal string alignment).</summary>
    private static int Slips(string a, string b)
    {
        var slips = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            slips[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            slips[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = slips[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                slips[i, j] = Math.Min(replaced, 1 + Math.Min(slips[i - 1, j], slips[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
            }
        }

        return slips[a.Length, b.Length];
    }
}
