using JobsGateway.WebConsole.Components.Parts;
using JobsGateway.WebConsole.Jobs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace JobsGateway.WebConsole.Components.Pages;

/// <summary>Looks a job up. What is looked for is in the address, so that it can be sent to a colleague and the browser's back works.</summary>
public sealed partial class JobPage
{
    private JobKey _key;
    private string _text = "";
    private JobLookup? _found;
    private (JobKey Key, string Text)? _shown;
    private bool _isBusy;

    [Inject]
    private JobDesk Desk { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <summary>The id that is looked for.</summary>
    [Parameter, SupplyParameterFromQuery]
    public string? Id { get; set; }

    /// <summary>The correlation id.</summary>
    [Parameter, SupplyParameterFromQuery]
    public string? CorrelationId { get; set; }

    /// <summary>The external id.</summary>
    [Parameter, SupplyParameterFromQuery]
    public string? ExternalId { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (JobKey Key, string Text)? asked = Id is not null ? (JobKey.Id, Id) : CorrelationId is not null ? (JobKey.CorrelationId, CorrelationId) : ExternalId is not null ? (JobKey.ExternalId, ExternalId) : null;
        if (asked == _shown)
            return;
        (_shown, _found) = (asked, null);
        if (asked is not { } wanted)
            return;
        (_key, _text) = wanted;
        await FindAsync();
    }

    private static string LabelOf(JobKey key) => key switch
    {
        JobKey.CorrelationId => "Correlation id",
        JobKey.ExternalId => "External id",
        _ => "Job id",
    };

    private async Task Search()
    {
        var text = _text.Trim();
        if (text.Length == 0)
            return;
        if (_shown == (_key, text))
            await FindAsync(); // Again: it may have gone on.
        else
            Navigation.NavigateTo($"job?{_key switch { JobKey.CorrelationId => "correlationId", JobKey.ExternalId => "externalId", _ => "id" }}={Uri.EscapeDataString(text)}");
    }

    private async Task FindAsync()
    {
        _isBusy = true;
        try
        {
            _found = await Desk.FindAsync(_key, _text);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task RetryAsync()
    {
        var id = _found!.Job!.Id;
        var dialog = await Dialogs.ShowAsync<RetryDialog>(null, new DialogParameters { [nameof(RetryDialog.Plan)] = () => Desk.PlanAsync(id) });
        await dialog.Result;
        await FindAsync();
    }
}
