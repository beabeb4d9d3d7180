module.exports = require("../watch.js");
