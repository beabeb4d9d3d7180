// Each reason as a sentence, and as the name of its check.
import type { Reason } from "keyward/slim";
import { words } from "../../language/language.js";

type Sentences = Record<Reason, readonly [check: string, sentence: string]>;

export const en: Sentences = {
  key_unknown: ["The key is listed", "No key has this id. Choose one of the list."],
  user_unknown: ["The user is listed", "No user has this id. Choose one of the list."],
  key_revoked: ["It is not revoked", "The key is revoked. Use the one that replaces it, or create another."],
  key_expired: ["It has not expired", "The key has expired. Regenerate it before its end next time; now create another."],
  key_not_yet_valid: ["It is valid already", "The key is not valid yet. Wait until it is, or move what counts as now."],
  key_disabled: ["It is not disabled", "The key is switched off. Switch it on to use it."],
  owner_inactive: ["Its owner is active", "The user it belongs to is no longer active. Give the work to another user’s key."],
  path_not_canonical: ["The path is canonical", "The path is written in a way that a guard and a router may read differently. Write it plainly: no empty or dot segments, nothing encoded that needs no encoding."],
  operation_unknown: ["An operation matches", "The API has no operation of this method and path. Check both, or choose one of the list."],
  parameter_out_of_scope: ["What the path names is the project’s", "The path names something that is another project’s, such as its subscription. Check the id in the path."],
  environment_unknown: ["The environment exists", "The project has no such environment. Check the id in the path."],
  environment_out_of_scope: ["The environment is in the key’s scope", "The key is limited to other environments. Use one that reaches this one."],
  api_deactivated: ["Its Management API is active", "The Management API is deactivated in this environment. Activate it under Change; the key itself is good."],
  kind_not_accepted: ["The operation accepts this kind of key", "The operation is not open to keys of this kind. Use another kind."],
  permission_missing: ["A requirement is met", "A permission is missing. Below is which one, and which roles have it."],
  facts_needed: ["The facts decide", "It depends on what the request alone does not tell. Choose the facts below."],
  permitted: ["All hold", "All checks hold: the request goes on."],
};
export const de: Sentences = {
  key_unknown: ["Der Schlüssel ist aufgeführt", "Kein Schlüssel hat diese ID. Wählen Sie einen aus der Liste."],
  user_unknown: ["Der Benutzer ist aufgeführt", "Kein Benutzer hat diese ID. Wählen Sie einen aus der Liste."],
  key_revoked: ["Er ist nicht widerrufen", "Der Schlüssel ist widerrufen. Nehmen Sie den, der ihn ersetzt, oder erstellen Sie einen neuen."],
  key_expired: ["Er ist nicht abgelaufen", "Der Schlüssel ist abgelaufen. Erneuern Sie ihn nächstes Mal vorher; erstellen Sie jetzt einen neuen."],
  key_not_yet_valid: ["Er ist schon gültig", "Der Schlüssel ist noch nicht gültig. Warten Sie, oder verschieben Sie, was als jetzt gilt."],
  key_disabled: ["Er ist nicht deaktiviert", "Der Schlüssel ist abgeschaltet. Schalten Sie ihn ein."],
  owner_inactive: ["Sein Besitzer ist aktiv", "Der Benutzer, dem er gehört, ist nicht mehr aktiv. Nehmen Sie den Schlüssel eines anderen."],
  path_not_canonical: ["Der Pfad ist kanonisch", "Wächter und Router könnten diesen Pfad verschieden lesen. Schreiben Sie ihn schlicht: keine leeren oder Punkt-Segmente, nichts unnötig kodiert."],
  operation_unknown: ["Eine Operation passt", "Die API hat keine Operation mit dieser Methode und diesem Pfad. Prüfen Sie beides, oder wählen Sie aus der Liste."],
  parameter_out_of_scope: ["Was der Pfad nennt, gehört zum Projekt", "Der Pfad nennt etwas, das zu einem anderen Projekt gehört, etwa dessen Abonnement. Prüfen Sie die ID im Pfad."],
  environment_unknown: ["Die Umgebung gibt es", "Das Projekt hat diese Umgebung nicht. Prüfen Sie die ID im Pfad."],
  environment_out_of_scope: ["Die Umgebung liegt im Bereich", "Der Schlüssel ist auf andere Umgebungen beschränkt. Nehmen Sie einen, der diese erreicht."],
  api_deactivated: ["Ihre Management API ist aktiv", "Die Management API ist in dieser Umgebung deaktiviert. Aktivieren Sie sie unter Ändern; der Schlüssel ist in Ordnung."],
  kind_not_accepted: ["Die Operation nimmt diese Art an", "Die Operation steht Schlüsseln dieser Art nicht offen. Nehmen Sie eine andere Art."],
  permission_missing: ["Eine Anforderung ist erfüllt", "Eine Berechtigung fehlt. Unten steht, welche, und welche Rollen sie haben."],
  facts_needed: ["Die Tatsachen entscheiden", "Es hängt davon ab, was die Anfrage allein nicht sagt. Wählen Sie unten die Tatsachen."],
  permitted: ["Alles hält", "Alle Prüfungen halten: Die Anfrage geht weiter."],
};
export const cs: Sentences = {
  key_unknown: ["Klíč je v seznamu", "Žádný klíč nemá toto ID. Vyberte některý ze seznamu."],
  user_unknown: ["Uživatel je v seznamu", "Žádný uživatel nemá toto ID. Vyberte některého ze seznamu."],
  key_revoked: ["Není zneplatněný", "Klíč je zneplatněný. Použijte ten, který ho nahrazuje, nebo vytvořte nový."],
  key_expired: ["Nevypršel", "Klíč vypršel. Příště ho obnovte včas; teď vytvořte nový."],
  key_not_yet_valid: ["Už platí", "Klíč ještě neplatí. Počkejte, nebo posuňte, co platí jako teď."],
  key_disabled: ["Není vypnutý", "Klíč je vypnutý. Zapněte ho."],
  owner_inactive: ["Jeho vlastník je aktivní", "Uživatel, kterému patří, už není aktivní. Použijte klíč jiného uživatele."],
  path_not_canonical: ["Cesta je kanonická", "Tuto cestu by mohl strážce a směrovač číst různě. Napište ji prostě: bez prázdných a tečkových částí, bez zbytečného kódování."],
  operation_unknown: ["Operace odpovídá", "API nemá operaci s touto metodou a cestou. Zkontrolujte obojí, nebo vyberte ze seznamu."],
  parameter_out_of_scope: ["Co cesta jmenuje, patří k projektu", "Cesta jmenuje něco, co patří k jinému projektu, třeba jeho předplatné. Zkontrolujte ID v cestě."],
  environment_unknown: ["Prostředí existuje", "Projekt takové prostředí nemá. Zkontrolujte ID v cestě."],
  environment_out_of_scope: ["Prostředí je v dosahu klíče", "Klíč je omezen na jiná prostředí. Použijte takový, který na toto dosáhne."],
  api_deactivated: ["Jeho Management API je aktivní", "Management API je v tomto prostředí vypnuté. Zapněte ho v Změnách; klíč sám je v pořádku."],
  kind_not_accepted: ["Operace přijímá tento druh", "Operace není klíčům tohoto druhu otevřena. Použijte jiný druh."],
  permission_missing: ["Požadavek je splněn", "Chybí oprávnění. Níže je které a které role ho mají."],
  facts_needed: ["Rozhodují skutečnosti", "Závisí na tom, co sám požadavek neříká. Vyberte skutečnosti níže."],
  permitted: ["Vše platí", "Všechny kontroly platí: požadavek jde dál."],
};
export const ar: Sentences = {
  key_unknown: ["المفتاح مدرج", "لا مفتاح بهذا المعرّف. اختر واحدًا من القائمة."],
  user_unknown: ["المستخدم مدرج", "لا مستخدم بهذا المعرّف. اختر واحدًا من القائمة."],
  key_revoked: ["ليس ملغى", "المفتاح ملغى. استخدم المفتاح الذي حلّ محله أو أنشئ غيره."],
  key_expired: ["لم تنتهِ صلاحيته", "انتهت صلاحية المفتاح. جدّده قبل نهايته في المرة القادمة؛ وأنشئ غيره الآن."],
  key_not_yet_valid: ["صار ساريًا", "لم يسرِ المفتاح بعد. انتظر، أو حرّك ما يُعدّ الآن."],
  key_disabled: ["ليس معطّلًا", "المفتاح معطّل. شغّله لتستخدمه."],
  owner_inactive: ["مالكه نشط", "المستخدم الذي يملكه لم يعد نشطًا. استخدم مفتاح مستخدم آخر."],
  path_not_canonical: ["المسار قياسي", "قد يقرأ الحارس والموجّه هذا المسار قراءتين مختلفتين. اكتبه ببساطة: بلا مقاطع فارغة أو نقطية، وبلا ترميز لا لزوم له."],
  operation_unknown: ["توجد عملية مطابقة", "ليس في الواجهة عملية بهذه الطريقة وهذا المسار. راجعهما أو اختر من القائمة."],
  parameter_out_of_scope: ["ما يسميه المسار يخص المشروع", "يسمي المسار شيئًا يخص مشروعًا آخر، كاشتراكه مثلًا. راجع المعرّف في المسار."],
  environment_unknown: ["البيئة موجودة", "ليس في المشروع بيئة كهذه. راجع المعرّف في المسار."],
  environment_out_of_scope: ["البيئة ضمن نطاق المفتاح", "المفتاح مقصور على بيئات أخرى. استخدم مفتاحًا يصل إلى هذه البيئة."],
  api_deactivated: ["واجهة الإدارة فيها مفعّلة", "واجهة الإدارة معطّلة في هذه البيئة. فعّلها في التغيير؛ والمفتاح نفسه سليم."],
  kind_not_accepted: ["العملية تقبل هذا النوع", "العملية غير متاحة لمفاتيح هذا النوع. استخدم نوعًا آخر."],
  permission_missing: ["متطلب واحد مستوفى", "ينقص إذن. تجد أدناه أيّها، وأي الأدوار تملكه."],
  facts_needed: ["الوقائع تقرر", "يتوقف الأمر على ما لا يقوله الطلب وحده. اختر الوقائع أدناه."],
  permitted: ["كلها متحققة", "كل الفحوص متحققة: يمضي الطلب."],
};

const say = words({ en, de, cs, ar });
export const checkName = (check: string): string => say()[check as Reason]?.[0] ?? check;
export const sentence = (reason: Reason): string => say()[reason][1];
