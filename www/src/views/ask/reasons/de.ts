import type { Sentences } from "../reasons.js";

export const de: Sentences = {
  key_unknown: [
    "Der Schlüssel existiert",
    "Kein Schlüssel hat diese ID. Wählen Sie einen aus der Liste.",
  ],
  user_unknown: [
    "Der Benutzer existiert",
    "Kein Benutzer hat diese ID. Wählen Sie einen aus der Liste.",
  ],
  key_revoked: [
    "Der Schlüssel ist nicht widerrufen",
    "Der Schlüssel wurde widerrufen. Verwenden Sie den Nachfolger oder erstellen Sie einen neuen.",
  ],
  key_expired: [
    "Der Schlüssel ist nicht abgelaufen",
    "Der Schlüssel ist abgelaufen. Erstellen Sie einen neuen; erneuern Sie ihn das nächste Mal vor dem Ablauf.",
  ],
  key_not_yet_valid: [
    "Der Schlüssel gilt bereits",
    "Der Schlüssel gilt noch nicht. Warten Sie bis zum Startdatum oder lassen Sie ihn ab sofort gelten.",
  ],
  key_disabled: [
    "Der Schlüssel ist aktiviert",
    "Der Schlüssel ist deaktiviert. Aktivieren Sie ihn, um ihn zu verwenden.",
  ],
  owner_inactive: [
    "Der Besitzer ist aktiv",
    "Der Schlüssel gehört einem Benutzer, der nicht mehr aktiv ist. Verwenden Sie den Schlüssel eines anderen Benutzers.",
  ],
  path_not_canonical: [
    "Der Pfad ist kanonisch",
    "Guard und Router könnten diesen Pfad verschieden lesen. Schreiben Sie ihn schlicht: ohne leere Segmente, ohne Punkt-Segmente, ohne unnötige Kodierung.",
  ],
  operation_unknown: [
    "Die Operation existiert",
    "Die API hat keine Operation mit dieser Methode und diesem Pfad. Prüfen Sie beides oder wählen Sie eine Operation aus der Liste.",
  ],
  parameter_out_of_scope: [
    "IDs im Pfad gehören zum Projekt",
    "Der Pfad nennt etwas aus einem anderen Projekt, etwa ein anderes Abonnement. Prüfen Sie die ID im Pfad.",
  ],
  environment_unknown: [
    "Die Umgebung existiert",
    "Das Projekt hat keine solche Umgebung. Prüfen Sie die ID im Pfad.",
  ],
  environment_out_of_scope: [
    "Die Umgebung liegt im Geltungsbereich",
    "Der Schlüssel ist auf andere Umgebungen beschränkt. Verwenden Sie einen Schlüssel für diese Umgebung oder erweitern Sie diesen.",
  ],
  api_deactivated: [
    "Die Management API ist aktiv",
    "Die Management API ist in dieser Umgebung deaktiviert. Der Schlüssel selbst ist in Ordnung.",
  ],
  kind_not_accepted: [
    "Die Operation akzeptiert diese Schlüsselart",
    "Diese Operation steht dieser Schlüsselart nicht zur Verfügung. Verwenden Sie eine andere.",
  ],
  permission_missing: [
    "Die Berechtigungen reichen aus",
    "Eine Berechtigung fehlt, die diese Anfrage braucht.",
  ],
  facts_needed: [
    "Die Angaben entscheiden",
    "Die Antwort hängt vom Inhalt ab, den die Anfrage allein nicht verrät.",
  ],
  permitted: [
    "Alle Prüfungen bestanden",
    "Alle Prüfungen sind bestanden, die Anfrage geht durch.",
  ],
};
